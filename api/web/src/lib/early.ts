// Asks for the network before the page is all there, and waits for the rest of it.
import { network } from "./network";

for (const link of document.querySelectorAll("link[data-network]"))
  network(link.getAttribute("href") ?? "").catch(() => null);
if (document.readyState === "loading")
  await new Promise((then) => {
    document.addEventListener("DOMContentLoaded", then, { once: true });
  });

export {};
