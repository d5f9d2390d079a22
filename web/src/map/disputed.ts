// Land borders that the parties, or states, do not agree on, as pairs of names in Natural Earth. They are drawn dashed. The list
// follows the boundary lines that Natural Earth itself classes as disputed or indefinite, by the countries they lie between; a
// whole border is dashed where a part is disputed. It endorses nobody's claim.
const PAIRS: [string, string][] = [
  ["Armenia", "Azerbaijan"], ["Georgia", "Russia"], ["Ukraine", "Russia"], ["Moldova", "Ukraine"], ["Kosovo", "Serbia"],
  ["Cyprus", "N. Cyprus"], ["Israel", "Palestine"], ["Israel", "Syria"], ["Israel", "Lebanon"], ["Morocco", "W. Sahara"],
  ["Algeria", "W. Sahara"], ["Mauritania", "W. Sahara"], ["India", "Pakistan"], ["India", "China"], ["Pakistan", "China"],
  ["Bhutan", "China"], ["Nepal", "China"], ["Nepal", "India"], ["Sudan", "S. Sudan"], ["Sudan", "Egypt"], ["Sudan", "Ethiopia"],
  ["S. Sudan", "Kenya"], ["Kenya", "Ethiopia"], ["Somalia", "Ethiopia"], ["Somalia", "Somaliland"], ["Ethiopia", "Somaliland"],
  ["Djibouti", "Eritrea"], ["Eritrea", "Ethiopia"], ["North Korea", "South Korea"], ["Guyana", "Venezuela"], ["Guyana", "Suriname"],
  ["Suriname", "France"], ["Belize", "Guatemala"], ["Croatia", "Serbia"], ["Kyrgyzstan", "Tajikistan"], ["Kyrgyzstan", "Uzbekistan"],
  ["Saudi Arabia", "Yemen"], ["Burundi", "Rwanda"], ["Malawi", "Tanzania"], ["Thailand", "Cambodia"],
];
const keys = new Set(PAIRS.map(([a, b]) => [a, b].sort().join("|")));

export function isDisputed(a: string, b: string): boolean {
  return keys.has([a, b].sort().join("|"));
}
