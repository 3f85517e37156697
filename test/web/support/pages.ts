import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const WEB = fileURLToPath(new URL('../../../web/', import.meta.url))
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/parley-pages/', import.meta.url))

/**
 * The folder of the built pages, with a slash at its end. Built once for what the sources hold, and moved into its place in
 * one step, so that several test files may ask at once.
 */
export async function builtPages(): Promise<URL> {
  const place = join(CACHE, sourceHash())
  if (!existsSync(place)) {
    mkdirSync(CACHE, { recursive: true })
    const outDir = mkdtempSync(join(CACHE, 'building-'))
    process.env['NODE_ENV'] = 'production' // the test runner's own would give React's slower build for development
    await build({ root: WEB, configFile: join(WEB, 'vite.config.ts'), build: { outDir }, logLevel: 'warn' })
    try {
      renameSync(outDir, place)
    } catch {
      rmSync(outDir, { recursive: true }) // another test file was faster
    }
  }
  return pathToFileURL(`${place}/`)
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const files = readdirSync(WEB, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter(path => !path.startsWith(join(WEB, 'dist'))) // prettier-ignore
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}
