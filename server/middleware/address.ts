import type { BlockList } from 'node:net'
import { isIPv4, isIPv6 } from 'node:net'
import type { Context } from 'hono'
import type { AppEnv, Settings } from '../kit/context.ts'

/** Requests that come from nowhere, as in tests: they count as one. */
const nowhere = 'unknown'

/**
 * Where a request comes from: an IPv4 address, or the network of an IPv6 one, which a house or a phone has whole. A proxy is
 * believed where it is one of ours; what a visitor writes into the header themselves stands before that.
 */
export function addressOf(c: Context<AppEnv>, { trustedProxies: proxies }: Settings): string {
  const direct = plainAddress(c.env?.incoming?.socket.remoteAddress ?? '')
  if (proxies === undefined || !isIn(proxies, direct)) return networkOf(direct)
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').slice(-forwardedMost).split(',').map(plainAddress)
  const client = forwarded.findLast((address) => address !== '' && !isIn(proxies, address))
  return networkOf(client ?? direct)
}

/** As much of the header as some ten proxies write. */
const forwardedMost = 500

/** Some proxies write the port too: `192.0.2.7:5678`, `[2001:db8::1]:5678`. */
const plainAddress = (text: string) =>
  text
    .trim()
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d)/i, '')

const isIn = (list: BlockList, address: string) =>
  (isIPv4(address) && list.check(address, 'ipv4')) || (isIPv6(address) && list.check(address, 'ipv6'))

function networkOf(address: string): string {
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return nowhere
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...gap, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
