/** An answer of the REST API as a table, where it has the form of one. Pure. */

const MOST_ROWS = 200;

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The list in an answer: a query's records, or the one list of objects that it has. */
const listOf = answer => Array.isArray(answer) ? answer
  : [answer?.records, ...Object.values(answer ?? {})].find(Array.isArray);

/** @return {columns, rows, total}, all of them text; null where the answer is not a list of objects */
export function tableOf(answer) {
  const list = listOf(answer);
  if (!list || list.length === 0 || !list.every(isObject)) {
    return null;
  }
  const flat = list.slice(0, MOST_ROWS).map(record => flatten(record));
  const named = [...new Set(flat.flatMap(Object.keys))];
  // another record that is not there has no fields, only the name that begins theirs
  const columns = named.filter(name => flat.some(record => record[name])
    || !named.some(other => other.startsWith(`${name}.`)));
  const rows = flat.map(record => columns.map(name => record[name] ?? ''));
  return {columns, rows, total: Number(answer.totalSize ?? list.length)};
}

/** Account.Name for a field of another record; what Salesforce says of the record itself is left out. */
const flatten = (record, prefix = '') => Object.entries(record).filter(([name]) => name !== 'attributes')
  .reduce((flat, [name, value]) => isObject(value) && !Array.isArray(value.records)
    ? {...flat, ...flatten(value, `${prefix}${name}.`)} : {...flat, [prefix + name]: text(value)}, {});

/** The records of a query within the query stand in one cell. */
const text = value => value === null ? '' : value.records ? value.records.map(record => isObject(record)
  ? Object.values(flatten(record)).join(', ') : String(record)).join('; ')
  : typeof value === 'object' ? JSON.stringify(value) : String(value);
