# Asks an endpoint by httr: cells come as JSON on standard input; what came of each goes to standard
# output, with its media type.
library(httr)
library(jsonlite)

asked <- fromJSON(file("stdin"), simplifyVector = FALSE)

answer_to <- function(cell) {
  accepting <- accept(cell$type)
  answer <- switch(cell$method,
    get = GET(asked$endpoint, accepting, query = list(query = cell$query)),
    form = POST(asked$endpoint, accepting, body = list(query = cell$query), encode = "form"),
    direct = POST(asked$endpoint, accepting, content_type("application/sparql-query"),
                  body = cell$query)
  )
  stop_for_status(answer)
  list(type = http_type(answer), text = content(answer, "text", encoding = "UTF-8"))
}

cat(toJSON(lapply(asked$cells, answer_to), auto_unbox = TRUE))
