import { spawn, spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'

/** A PostgreSQL server of the tests' own, with its settings as they come: what is committed is on the disk. */
export interface PostgresServer {
  /** An address of the database; anything behind the question mark may be added to it. */
  readonly address: string
  /** The same database by the server's socket. */
  readonly socketAddress: string
  /** Folder of its data files. */
  readonly cluster: string
  start(): void
  /** `immediate` ends it as a crash would: at the next start it recovers. */
  stop(mode: 'fast' | 'immediate'): void
  /** Stops it and takes its files away. */
  remove(): void
}

const INSTALLED = '/usr/lib/postgresql'

/** The folder of the server's programs; null where there is no server on this machine. */
export function postgresPrograms(): string | null {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).filter(version => Number(version) >= 15) : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? null : join(INSTALLED, newest, 'bin')
}

/** The server refuses to run as root: there, it runs as the user that its package has made. */
function serverUser(): Pick<SpawnSyncOptions, 'uid' | 'gid'> {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Makes a cluster in a new folder and starts it. Nobody but this machine reaches it; the user `locked` needs a password. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms()
  if (programs === null) throw new Error('The tests need PostgreSQL 15 or newer: see .ci/install')
  const folder = mkdtempSync(join(tmpdir(), 'parley-pg-'))
  const user = serverUser()
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const run = (program: string, args: readonly string[]) => {
    const { status, stderr, error } = spawnSync(join(programs, program), args, { ...user, cwd: folder, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }) // prettier-ignore
    if (status !== 0) throw error ?? new Error(`${program} failed: ${stderr}`)
  }
  const cluster = join(folder, 'cluster')
  run('initdb', ['-D', cluster, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  const rules = join(cluster, 'pg_hba.conf')
  writeFileSync(rules, `host all locked all scram-sha-256\n${readFileSync(rules, 'utf8')}`)
  const port = await freePort()
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`
  const control = (...args: string[]) => {
    run('pg_ctl', ['-D', cluster, '-w', '-l', join(folder, 'log'), ...args])
  }
  const server: PostgresServer = {
    address: `postgres://parley@127.0.0.1:${port}/parley`,
    socketAddress: `postgres://parley@/parley?host=${folder}&port=${port}`,
    cluster,
    start: () => {
      control('-o', options, 'start')
    },
    stop: mode => {
      control('-m', mode, 'stop')
    },
    remove: () => {
      spawnSync(join(programs, 'pg_ctl'), ['-D', cluster, '-m', 'immediate', 'stop'], { ...user, cwd: folder })
      rmSync(folder, { recursive: true, force: true })
    },
  }
  server.start()
  run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'parley', 'parley'])
  return server
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, 'close')
  return port
}

/** Runs one of PostgreSQL's own programs, such as pg_dump. */
export async function runPostgresProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(postgresPrograms() ?? '', program), args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}
