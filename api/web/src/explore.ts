import Graph from "graphology";

document.querySelector("#network")?.setAttribute("data-order", String(new Graph().order));
