import { describe, expect, it } from 'vitest'
import { readEnvironment, SettingsError } from '#server/env.ts'

const read = (proxies?: string) =>
  readEnvironment({ SECRET_KEY: 'x'.repeat(32), ...(proxies !== undefined && { TRUSTED_PROXIES: proxies }) }, [])
    .settings.trustedProxies

describe('TRUSTED_PROXIES', () => {
  it('is the machine itself where nothing is said, and nobody where it says so', () => {
    expect([read()?.check('127.0.0.1'), read()?.check('::1', 'ipv6'), read()?.check('10.0.0.1')]).toEqual([
      true,
      true,
      false,
    ])
    expect(read('none')?.check('127.0.0.1')).toBe(false)
  })

  it('names addresses and networks', () => {
    const proxies = read('10.1.0.0/16, 2001:db8::/32,192.0.2.7')
    expect(['10.1.2.3', '192.0.2.7', '10.2.0.1'].map((address) => proxies?.check(address))).toEqual([true, true, false])
    expect(proxies?.check('2001:db8::9', 'ipv6')).toBe(true)
  })

  it.each(['10.0.0.0/33', '10.0.0.0/', 'proxy.school', '10.0.0.1,', '10.0.0.0/8/8', '::1/129', '10.0.0.0/x'])(
    'refuses %s',
    (text) => {
      expect(() => read(text)).toThrow(SettingsError)
    },
  )
})
