import type { Dialect } from '../dialect.ts'

export const postgresDialect = {} as Dialect
