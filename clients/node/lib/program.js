"use strict";

const fs = require("node:fs");
const path = require("node:path");

const PACKAGE = path.join(__dirname, "..");

/** Where the packaged server may be, in the order in which it is looked for. */
function places(home) {
  const named = home ?? process.env.PARLEY_HOME;
  return named
    ? [named]
    : [path.join(PACKAGE, "parley"), path.join(PACKAGE, "../../server/target/parley")];
}

/**
 * The server's program.
 *
 * @param {string} [home] the folder of the packaged server; else PARLEY_HOME, else it is looked for
 * @throws {Error} which tells where it was looked for
 */
function findProgram(home) {
  const programs = places(home).map((place) => path.resolve(place, "bin/parley"));
  const found = programs.find((program) => fs.existsSync(program));
  if (found === undefined) {
    throw new Error(
      `There is no packaged Parley: ${programs.join(" and ")} ${programs.length > 1 ? "are" : "is"} missing. ` +
        "Unpack its archive and name the folder in PARLEY_HOME, or build it in the source tree by ./dev build.",
    );
  }
  return found;
}

/**
 * The words to call the program with: a server for tests, which keeps nothing and ends with who
 * started it.
 *
 * @param {string[]} options of `parley serve`
 */
function serveWords(options) {
  const has = (...names) =>
    options.some((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
  const ours = ["--test-controls", "--until-stdin-ends"];
  if (!has("--data", "--database", "--media")) {
    ours.unshift("--ephemeral");
  }
  return ["serve", ...ours.filter((option) => !has(option)), ...options];
}

module.exports = { findProgram, serveWords };
