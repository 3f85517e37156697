import type { TestProject } from 'vitest/node'
import { postgresPrograms, startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server for all tests of a run; null where this machine has none. */
    postgres: string | null
  }
}

/** One PostgreSQL server for all tests of a run; gone at its end. */
export default async function setup(project: TestProject): Promise<() => void> {
  const server = postgresPrograms() === null ? null : await startPostgres()
  project.provide('postgres', server?.address ?? null)
  return () => server?.remove()
}
