import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../../src/intake/fetch/addresses.ts'
import { createGuard, type Guard, type Resolved } from '../../../src/intake/fetch/guard.ts'

const guard = createGuard()

describe('checkUrl', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0X7F.0x0.0x0.0x1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://0177.0.0.01/',
    'http://127.0.0.1./',
    'http://127.0.0.1%2e/',
    'http://１２７.0.0.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://224.0.0.251/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:8.8.8.8]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:c0a8:101::1]/',
    'http://[2001:0:7f00:1::]/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456:789a::1]/',
    'http://[fe80::1]/',
    'http://[fe80::1%25eth0]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://news.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://router/',
    'http://router.home.arpa/',
    'http://outlet.example./',
    'http://user@outlet.example/',
    'http://user:word@outlet.example/',
    'http://outlet.example@127.0.0.1/',
    'http://127.0.0.1\\@outlet.example/',
    'http://127.0.0.1#@outlet.example/',
    'http://outlet.example:22/',
    'http://outlet.example:25/',
    'http://outlet.example:443/',
    'https://outlet.example:80/',
    'http://outlet.example:0/',
    'file:///etc/passwd',
    'ftp://outlet.example/',
    'gopher://outlet.example/',
    'data:text/html,hello',
    'javascript:alert(1)',
    'blob:http://outlet.example/1',
    '//outlet.example/',
    'outlet.example',
    '',
    `http://outlet.example/${'a'.repeat(3000)}`,
  ])('refuses %s', url => {
    expect(() => guard.checkUrl(url)).toThrow(expect.objectContaining({ code: 'FETCH_REFUSED' }) as Error)
  })

  test.each([
    'http://outlet.example/feed',
    'https://outlet.example:8443/feed',
    'http://8.8.8.8/',
    'http://[2606:4700::1111]/',
    'https://نمونه.example/',
    'http://172.32.0.1/',
    'http://192.169.0.1/',
  ])('lets %s through', url => {
    expect(guard.checkUrl(url).href).toMatch(/^https?:\/\//)
  })

  test('keeps a password out of its message', () => {
    expect(() => guard.checkUrl('http://anna:geheim@outlet.example/')).toThrow(/^(?!.*geheim)/)
  })
})

describe('isPublicAddress', () => {
  test.each(['', 'outlet.example', '127.1', '[::1]', '8.8.8.8/8', '2606:4700::1111%eth0', '1.2.3.4.5'])(
    'says no to “%s”, which is no plain public address',
    text => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )

  test('holds at the edges of each range', () => {
    const edges = ['9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0']
    edges.push('169.253.255.255', '172.15.255.255', '172.32.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255')
    edges.push('2001:200::', '2000::', '2003::', '3ffe::1')
    expect(edges.filter(address => !isPublicAddress(address))).toEqual([])
    const inside = ['10.255.255.255', '100.127.255.255', '127.255.255.255', '172.31.255.255', '198.19.255.255']
    inside.push('2001:1ff:ffff::', '1fff::', '4000::', '3fff:0fff::1')
    expect(inside.filter(address => isPublicAddress(address))).toEqual([])
  })
})

const resolving = (...answers: string[][]) => {
  const left = [...answers]
  return (): Promise<Resolved[]> =>
    Promise.resolve((left.shift() ?? []).map(address => ({ address, family: address.includes(':') ? 6 : 4 })))
}

const ask = ({ lookup }: Guard, all: boolean) =>
  new Promise<unknown>(resolve => {
    lookup('outlet.example', { all }, (error, found: string | LookupAddress[]) => resolve(error ?? found))
  })

describe('lookup', () => {
  test.each([['127.0.0.1'], ['10.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['fe80::1%eth0'], ['169.254.169.254'], ['64:ff9b::a00:1']])(
    'refuses a name that resolves to %s',
    async address => {
      expect(await ask(createGuard({ resolve: resolving([address]) }), true)).toMatchObject({ code: 'FETCH_REFUSED' })
    },
  ) // prettier-ignore

  test('refuses a name when one of its addresses is not public', async () => {
    const mixed = createGuard({ resolve: resolving(['8.8.8.8', '127.0.0.1']) })
    expect(await ask(mixed, true)).toMatchObject({ code: 'FETCH_REFUSED' })
  })

  test('hands on the very addresses it has checked, as many as are asked for', async () => {
    const twice = createGuard({ resolve: resolving(['8.8.8.8', '9.9.9.9'], ['8.8.8.8']) })
    expect(await ask(twice, true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '9.9.9.9', family: 4 },
    ])
    expect(await ask(twice, false)).toBe('8.8.8.8')
  })

  test('says that a name has no address', async () => {
    expect(await ask(createGuard({ resolve: resolving([]) }), true)).toMatchObject({ code: 'FETCH_FAILED' })
  })
})

describe('allowsConnection', () => {
  test('lets one loopback address with its port through where a test says so, and no other', () => {
    const test = createGuard({ testOnlyAllow: { address: '127.0.0.1', port: 4000 } })
    expect(test.allowsConnection('127.0.0.1', 4000)).toBe(true)
    expect(test.allowsConnection('127.0.0.1', 4001)).toBe(false)
    expect(test.allowsConnection('127.0.0.2', 4000)).toBe(false)
    expect(test.allowsConnection('[::1]', 4000)).toBe(false)
    expect(createGuard().allowsConnection('127.0.0.1', 4000)).toBe(false)
  })
})
