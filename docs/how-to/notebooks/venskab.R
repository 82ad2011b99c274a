# Asking Venskab from R: SPARQL, questions and lists as data frames.
#
# Debian: apt install r-base-core r-cran-httr r-cran-jsonlite
# Elsewhere: install.packages(c("httr", "jsonlite"))
#
# Rscript docs/how-to/notebooks/venskab.R            asks the server on this machine
# VENSKAB_SERVER=https://… Rscript …          asks another

library(httr)
library(jsonlite)

server <- Sys.getenv("VENSKAB_SERVER", "http://127.0.0.1:8000")
day <- "2019-12-15"

# The rows of an answer in CSV.
rows <- function(path, query) {
  answer <- GET(modify_url(server, path = path, query = query), accept("text/csv"))
  stop_for_status(answer)
  read.csv(text = content(answer, "text", encoding = "UTF-8"), encoding = "UTF-8")
}

# A question of the library, and a query of one's own.
question <- function(name, ...) rows(paste0("queries/", name), list(..., lang = "en"))
ask <- function(query) rows("sparql", list(query = query))

cat("In force on", day, "\n")
in_force <- question("agreements-in-force", on = day)
print(table(in_force$certainty))
print(head(in_force[, c("label", "certainty")]))

cat("\nWho says so\n")
said <- question("who-says-so", thing = "agreement/sermersooq-aalborg-2019")
print(sort(table(said$standing), decreasing = TRUE))

cat("\nWhere sources disagree\n")
conflicts <- question("source-conflicts")
print(conflicts[, c("label", "propertyLabel", "oneValue", "otherValue")])

cat("\nMunicipalities by country, with SPARQL\n")
print(ask("
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?country (COUNT(?m) AS ?municipalities)
WHERE { ?m a vsk:Municipality ; vsk:country ?country }
GROUP BY ?country ORDER BY DESC(?municipalities)
"))

cat("\nAll agreements, page by page\n")
address <- modify_url(server, path = "agreements", query = list(lang = "en", limit = 5))
ids <- character()
while (!is.null(address)) {
  answer <- GET(address, accept("application/ld+json"))
  stop_for_status(answer)
  page <- fromJSON(content(answer, "text", encoding = "UTF-8"))
  ids <- c(ids, page$items$id)
  address <- page[["next"]]
}
stopifnot(length(ids) == page$total, !anyDuplicated(ids))
cat(length(ids), "agreements\n")
