import type { Awareness } from 'y-protocols/awareness'
import type { PresentUser } from '#client/live/presence.ts'
import type { EditorBridge } from './bridge.ts'

const flagMs = 2_000

interface Caret extends PresentUser {
  clientId: number
}

const nameOf = (bridge: EditorBridge, userId: string) => {
  const { people, words } = bridge.facts()
  return people.get(userId)?.name ?? words.unknownPerson
}

function make({ id, clientId, paletteIndex, shape }: Caret, name: string) {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['author'] = String(paletteIndex)
  caret.dataset['client'] = String(clientId)
  caret.dataset['user'] = id
  caret.setAttribute('aria-hidden', 'true')
  const flag = document.createElement('span')
  flag.className = 'caret-flag'
  flag.dataset['shape'] = String(shape)
  flag.textContent = name
  caret.append(flag)
  return caret
}

/**
 * The carets' elements, found by client: the page is not searched for them. The flag of whoever just wrote or moved is
 * shown for two seconds; the mark in the margin stays.
 */
export function createCaretFlags(awareness: Awareness, bridge: EditorBridge) {
  const carets = new Map<number, HTMLElement>()
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  const hide = (clientId: number) => {
    timers.delete(clientId)
    delete carets.get(clientId)?.dataset['active']
  }
  const show = (clientId: number) => {
    clearTimeout(timers.get(clientId))
    timers.set(
      clientId,
      setTimeout(() => hide(clientId), flagMs),
    )
    const caret = carets.get(clientId)
    if (caret && caret.dataset['active'] !== 'true') caret.dataset['active'] = 'true'
  }
  const onChange = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    for (const clientId of removed) carets.delete(clientId)
    for (const clientId of [...added, ...updated]) if (clientId !== awareness.clientID) show(clientId)
  }
  return {
    draw(caret: Caret) {
      const element = make(caret, nameOf(bridge, caret.id))
      if (timers.has(caret.clientId)) element.dataset['active'] = 'true'
      carets.set(caret.clientId, element)
      return element
    },
    watch() {
      const stopNames = bridge.subscribe(() => {
        for (const caret of carets.values()) {
          const flag = caret.querySelector('.caret-flag')
          if (flag) flag.textContent = nameOf(bridge, caret.dataset['user'] ?? '')
        }
      })
      awareness.on('change', onChange)
      return () => {
        stopNames()
        awareness.off('change', onChange)
        timers.forEach((timer) => clearTimeout(timer))
      }
    },
  }
}
