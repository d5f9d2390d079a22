// Folders that a user may drop on the page.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../engine.mjs";

const scenario = join(root, "scenarios", "karabakh-2023");

/** The tables and settings of the scenario that comes with the app, by name. */
export function karabakh() {
  const names = readdirSync(scenario).filter((name) => /\.(csv|yaml)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(scenario, name), "utf8")]));
}

/** The same with so many villages around Stepanakert that there are `count` places, over three days. */
export function manyPlaces(count) {
  const files = karabakh();
  const end = "2023-09-25T18:00+04:00";
  files["scenario.yaml"] = files["scenario.yaml"].replace(/^end: .*$/m, `end: ${end}`);
  files["events.csv"] = files["events.csv"].split("\n").filter((row, i) => i === 0 || !(row.split(",")[2] > end)).join("\n");
  const there = files["places.csv"].trim().split("\n").length - 1;
  const villages = Array.from({ length: count - there }, (_, i) => i);
  const add = (table, rows) => { files[table] = `${files[table].trimEnd()}\n${rows.join("\n")}\n`; };
  add("places.csv", villages.map((i) =>
    `v${i},Village ${i},Gyugh ${i},settlement,${(39.5 + 0.03 * (i % 22)).toFixed(3)},${(46.3 + 0.03 * Math.floor(i / 22)).toFixed(3)},Stepanakert,no,200,20,200,1,1,1,1,,,,,a village of the test`));
  add("roads.csv", villages.map((i) => `v${i}-stepanakert,v${i},stepanakert,${60 + (i % 40)},40,300,1,yes,yes,,,a road of the test`));
  add("groups.csv", villages.map((i) => `v${i}-vehicle,v${i},vehicle,40,4,4,no,a group of the test`));
  return files;
}

/** A folder of Flee's: two zones of conflict, a town, two camps. */
export function flee() {
  const days = Array.from({ length: 20 }, (_, day) => day);
  return {
    "input_csv/sim_period.csv": "StartDate,2010-01-01\nLength,20\n",
    "input_csv/locations.csv": "#name,region,country,lat,lon,type,date,pop\nA,r,X,1.0,30.0,conflict_zone,0,1000\nB,r,X,1.5,30.5,conflict_zone,5,500\nT,r,X,1.2,31.0,town,0,0\nC1,r,Y,1.1,32.0,camp,0,700\nC2,r,Y,2.0,32.0,camp,0,900\n",
    "input_csv/routes.csv": "#name1,name2,distance,forced\nA,T,60,\nB,T,90,\nT,C1,150,\nT,C2,170,\nA,B,40,\n",
    "input_csv/closures.csv": "#type,name1,name2,start,end\n",
    "input_csv/conflicts.csv": `#Day,A,B\n${days.map((day) => `${day},1,${day < 5 ? 0 : 1}\n`).join("")}`,
    "input_csv/registration_corrections.csv": "",
    "source_data/data_layout.csv": "total,all.csv\nC1,c1.csv\nC2,c2.csv\n",
    "source_data/c1.csv": "2010-01-01,100\n2010-01-11,300\n2010-01-20,900\n",
    "source_data/c2.csv": "2010-01-01,0\n2010-01-16,400\n",
    "source_data/all.csv": "2010-01-01,100\n2010-01-20,1300\n",
    "simsetting.yml": "move_rules:\n  max_move_speed: 100\n",
  };
}

/** Runs in the page: a drop of a folder, with the entries that a browser gives. */
export function dropFolder({ name, files }) {
  const fileEntry = (path, text) => ({
    isDirectory: false, name: path, fullPath: `/${name}/${path}`, file: (done) => done(new File([text], path)),
  });
  const entry = {
    isDirectory: true, name, fullPath: `/${name}`,
    createReader: () => {
      let given = false;
      return {
        readEntries: (done) => {
          const batch = given ? [] : Object.entries(files).map(([path, text]) => fileEntry(path, text));
          given = true;
          done(batch);
        },
      };
    },
  };
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(drop, "dataTransfer", { value: { types: ["Files"], items: [{ webkitGetAsEntry: () => entry }], files: [] } });
  document.dispatchEvent(drop);
}
