import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '#client/session/session.ts'
import { tabStorage } from '#client/storage.ts'

const wantedKey = 'preau.wanted'

/** The door stands before the place one wanted; after sign-in one gets there, also where the door was reloaded. */
export function rememberPlace(path: string) {
  if (path === '/') tabStorage.remove(wantedKey)
  else tabStorage.set(wantedKey, path)
}

export function takeWantedPlace(): string {
  const place = tabStorage.get(wantedKey) ?? '/'
  tabStorage.remove(wantedKey)
  // An address of another place would be a door to it.
  return /^\/(?!\/)/.test(place) ? place : '/'
}

/** Takes the secret out of a link or of a scanned text: what stands behind #. */
export function secretIn(text: string): string | null {
  const secret = text.includes('#') ? text.slice(text.indexOf('#') + 1) : ''
  return /^[\w-]{16,}$/.test(secret) ? secret : null
}

/**
 * The secret of the link, once, and out of the address bar before anybody reads it there or the browser remembers it.
 * Null when the link has none, or the page was reloaded: a card's secret is good for years and is kept nowhere.
 */
export function useFragmentSecret(): string | null {
  const { hash } = useLocation()
  const [secret, setSecret] = useState(() => secretIn(window.location.hash))
  useEffect(() => {
    const found = secretIn(window.location.hash)
    if (found) setSecret(found)
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname)
  }, [hash])
  return secret
}

/** Links that let in once: whoever reloads, or signs in and comes back, stands where they were, in this tab alone. */
type LinkKind = 'invite' | 'recover' | 'setup' | 'register'

const linkKey = (kind: LinkKind) => `preau.link.${kind}`

/** The secret of such a link, for as long as it is of use. */
export function useLinkSecret(kind: LinkKind): string | null {
  const fresh = useFragmentSecret()
  const { user } = useSession()
  // A sign-out clears what the tab keeps, and this screen stays: it is kept again for whoever comes then.
  useEffect(() => {
    if (fresh) tabStorage.set(linkKey(kind), fresh)
  }, [fresh, kind, user?.id])
  const [kept] = useState(() => tabStorage.get(linkKey(kind)))
  return fresh ?? kept
}

/** It has let somebody in, who is here now, and does so no more. */
export const forgetLink = (kind: LinkKind) => tabStorage.remove(linkKey(kind))

const alphabet = /[^ABCDEFGHJKLMNPQRSTUVWXYZ23456789]/g
export const codeLength = 8

/** Forgives case, spaces and dashes, and letters that a card never has. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(alphabet, '').slice(0, codeLength)
}

/** Signs that look like others, so that no card has them. */
export function neverOnCards(typed: string): string[] {
  return [...new Set(typed.toUpperCase().match(/[IO01]/g) ?? [])]
}

/** As it is printed: XXXX-XXXX. */
export function showCode(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code
}
