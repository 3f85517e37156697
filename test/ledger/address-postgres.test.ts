import { describe, expect, test } from 'vitest'
import { isPostgres, shownAddress } from '../../src/ledger/address.ts'
import { postgresAddress, STORES, type StoreKind } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

const POSTGRES = STORES[1] as StoreKind

describe('an address', () => {
  const unopenable = (change: (url: URL) => void) => {
    const url = new URL(postgresAddress())
    change(url)
    return url.href
  }
  test.each([
    ['of no server', (url: URL) => (url.port = '1')],
    ['of no database', (url: URL) => (url.pathname = '/nowhere')],
    ['with a wrong password', (url: URL) => ([url.username, url.password] = ['locked', 'swordfish'])],
    [
      'with a wrong password behind the question mark',
      (url: URL) => ((url.username = 'locked'), url.searchParams.set('password', 'swordfish')),
    ],
    ['of no socket', (url: URL) => url.searchParams.set('host', '/nowhere')],
    ['with a schema of PostgreSQL’s own', (url: URL) => url.searchParams.set('schema', 'pg_mine')],
    ['with a name that is no schema', (url: URL) => url.searchParams.set('schema', 'a"; drop table entry; --')],
  ])('%s is one clear line without any password', async (_, change) => {
    const address = unopenable(change)
    for (const command of [['verify'], ['query', 'events'], ['review', 'ev-met', 'accept']]) {
      const { status, out, err } = await parley([...command, '--ledger', address])
      expect({ status, out }).toEqual({ status: 1, out: '' })
      expect(err).toMatch(/^The ledger postgres:\S+ cannot be opened \(.+\).*\n$/)
      expect(err).not.toContain('swordfish')
    }
  })
  test('that cannot be understood is not shown', async () => {
    const undecoded = await parley(['verify', '--ledger', 'postgres://amina:swordfish%E0%A4@localhost/x'])
    expect(undecoded.err).toMatch(/^The ledger postgres:\/\/amina@localhost\/x cannot be opened \(.+\).*\n$/)
    const { status, err } = await parley(['verify', '--ledger', 'postgres://amina:swordfish@[::1/x'])
    expect(status).toBe(1)
    expect(err).toMatch(/^The ledger postgres:\/\/… cannot be opened \(.+\).*\n$/)
  })
  test('with a password is shown without it', async () => {
    const url = new URL(POSTGRES.fresh())
    url.password = 'swordfish'
    const ledger = await openWorld(url.href)
    expect(ledger.path).not.toContain('swordfish')
    await ledger.close()
    expect((await parley(['query', 'events', '--ledger', url.href, '--id', 'ev-met'])).out).toContain('ev-met')
  })
})

describe('shownAddress', () => {
  test.each([
    ['postgres://amina@db.example/cases', 'postgres://amina@db.example/cases'],
    [
      'postgresql://amina:swordfish@db.example:5433/cases?schema=doha',
      'postgresql://amina@db.example:5433/cases?schema=doha',
    ],
    ['postgres:///cases?host=/run/postgresql&password=swordfish', 'postgres:///cases?host=%2Frun%2Fpostgresql'],
    ['postgres://amina:swordfish@/cases?host=/run', 'postgres://amina@localhost/cases?host=/run'],
    ['postgres://amina:sword#fish@db/cases', 'postgres://…'],
    ['cases/ledger.sqlite', 'cases/ledger.sqlite'],
  ])('shows %s as %s', (address, shown) => {
    expect(shownAddress(address).replaceAll('%2F', '/')).toBe(shown.replaceAll('%2F', '/'))
  })
  test('a file is no address, whatever its name', () => {
    expect(['postgres', 'postgres.sqlite', './postgres:/x', 'C:\\\\postgres'].some(isPostgres)).toBe(false)
  })
})
