#!/usr/bin/env node
"use strict";

const { spawn } = require("node:child_process");
const { findProgram, serveWords } = require("../lib/program");

let program;
try {
  program = findProgram();
} catch (error) {
  console.error(`parley-server: ${error.message}`);
  process.exit(1);
}
const { PARLEY_HOME, ...env } = process.env;
const words = serveWords(process.argv.slice(2));
const server = spawn(program, words, { env, stdio: ["pipe", "inherit", "inherit"] });
server.on("error", (error) => {
  console.error(`parley-server: ${error.message}`);
  process.exit(1);
});
server.stdin.on("error", () => {}); // it has ended by itself
// A terminal sends its signal to the server too, and this waits for its end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => server.stdin.end());
}
server.on("exit", (code) => process.exit(code ?? 1));
