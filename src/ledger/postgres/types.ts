import { types, type CustomTypesConfig } from 'pg'

/** Object number of the type `bigint` (pg_type.dat). */
const INT8: number = 20

/** PostgreSQL's `bigint` as a number: all that the ledger keeps in one is at most 2^53 - 1. For these connections only. */
export const wholeNumbers: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (type as number) === INT8 && format !== 'binary'
      ? Number
      : (types.getTypeParser(type, format) as (value: string) => unknown),
}
