// Datasets as lines of JSON → what getInsights of @antv/ava finds in each, a line of JSON for each.
//
// Every dataset is given as it is, as the rows of the edition's place, and as the rows of the newest period. Of each the
// first five insights count, and the first five homogeneous ones; `all` is how many insights it gives on the whole.
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { getInsights } = createRequire(import.meta.url)("@antv/ava");
const FIRST = 5;

function found(records, dimensions) {
  const measures = Object.keys(records[0]).filter((key) => key !== "place" && key !== "period");
  return getInsights(records, {
    dimensions: dimensions.map((fieldName) => ({ fieldName })),
    measures: measures.map((fieldName) => ({ fieldName, method: "SUM" })),
    homogeneous: true,
  });
}

function patterns(insight, places) {
  return insight.patterns.map((pattern) => ({
    type: pattern.type,
    of: pattern.insightType ?? "",
    measures: insight.measures.map((measure) => measure.fieldName),
    x: pattern.x ?? "",
    place: insight.subspace.find((item) => item.dimension === "place")?.value ?? "",
    exceptions: pattern.commonSet ? places.filter((place) => !pattern.commonSet.includes(place)) : [],
  }));
}

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { entity, newest, records } = JSON.parse(line);
  const places = [...new Set(records.map((row) => row.place))];
  const several = places.length > 1;
  const whole = found(records, several ? ["place", "period"] : ["period"]);
  const results = [whole];
  if (several) {
    results.push(found(records.filter((row) => row.place === entity), ["period"]));
    results.push(found(records.filter((row) => row.period === newest), ["place"]));
  }
  const first = results.flatMap((result) => [
    ...result.insights.slice(0, FIRST),
    ...(result.homogeneousInsights ?? []).slice(0, FIRST),
  ]);
  const claims = whole.insights.filter((item) => item.patterns.some((pattern) => pattern.type !== "low_variance"));
  console.log(JSON.stringify({ patterns: first.flatMap((item) => patterns(item, places)), all: claims.length }));
}
