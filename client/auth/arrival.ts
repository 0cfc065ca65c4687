import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

let wanted: string | null = null

/** The door stands before the place one wanted; after sign-in one gets there. */
export function rememberPlace(path: string) {
  wanted = path === '/' ? null : path
}

export function takeWantedPlace(): string {
  const place = wanted ?? '/'
  wanted = null
  return place
}

/** Takes the secret out of a link or of a scanned text: what stands behind #. */
export function secretIn(text: string): string | null {
  const secret = text.includes('#') ? text.slice(text.indexOf('#') + 1) : ''
  return /^[\w-]{16,}$/.test(secret) ? secret : null
}

/**
 * The secret of the link, once, and out of the address bar before anybody reads it there or the browser remembers it.
 * Null when the link has none, or the page was reloaded: the link must then be opened again.
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

const alphabet = /[^ABCDEFGHJKLMNPQRSTUVWXYZ23456789]/g
export const codeLength = 8

/** Forgives case, spaces and dashes, and letters that a card never has. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(alphabet, '').slice(0, codeLength)
}

/** As it is printed: XXXX-XXXX. */
export function showCode(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code
}
