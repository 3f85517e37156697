import { ParleyError } from '../../src/errors.ts'

/** The exit status of the work; a failure is said in one line, as `parley` says it. */
export async function exitStatus(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}
