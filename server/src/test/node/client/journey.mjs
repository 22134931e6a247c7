// Two users and what they do with the official client SDK, chapter by chapter. PARLEY_SDK says
// which version; what else it needs, the test gives it. Prints its steps, then "arrived".
import { Someone } from "./kit.mjs";
import { meet } from "./chapters/meet.mjs";
import { talk } from "./chapters/talk.mjs";
import { set } from "./chapters/set.mjs";
import { reach } from "./chapters/reach.mjs";
import { leaf } from "./chapters/leaf.mjs";
import { hearOfRest } from "./chapters/hear-of-rest.mjs";
import { comeBack } from "./chapters/come-back.mjs";
import { hooks } from "./chapters/hooks.mjs";
import { leave } from "./chapters/leave.mjs";
import { prove } from "./chapters/prove.mjs";

const chapters = { meet, talk, set, reach, leaf, hearOfRest, hooks, comeBack, leave, prove };

try {
  const story = { ada: await Someone.arrives("ada"), ben: await Someone.arrives("ben") };
  for (const [name, chapter] of Object.entries(chapters)) {
    console.log(`-- ${name}`);
    await chapter(story);
  }
  console.log("arrived");
  process.exit(0);
} catch (error) {
  console.log(error);
  process.exit(1);
}
