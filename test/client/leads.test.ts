import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { pageRoot } from '#collab/documents/page.ts'
import { readLedPlace } from '#client/editor/led-place.ts'
import { leadNow } from '#client/pages/follow/leads.ts'

/** Whom a pupil's page follows, by what awareness says: the server writes who somebody is, all else is anybody's word. */

const user = (id: string, role: string) => ({ id, role, paletteIndex: 1, shape: 0 })
const at = { type: null, tname: pageRoot, item: { client: 3, clock: 7 }, assoc: 0 }

function room(states: Record<number, object>) {
  const awareness = new Awareness(new Y.Doc())
  for (const [client, state] of Object.entries(states)) awareness.states.set(Number(client), { ...state })
  return awareness
}

describe('who leads in a page', () => {
  it('is a teacher or an owner, and no pupil who says so', () => {
    const lead = { begun: 1, at, part: 0 }
    for (const role of ['teacher', 'owner'])
      expect(leadNow(room({ 5: { user: user('claire', role), lead } }), 'alix', null)).toMatchObject({
        userId: 'claire',
      })
    for (const role of ['pupil', 'pupil_admin', 'visitor', 'guest'])
      expect(leadNow(room({ 5: { user: user('anna', role), lead } }), 'alix', null)).toBeNull()
    expect(leadNow(room({ 5: { lead } }), 'alix', null)).toBeNull()
  })

  it('is nobody who says something else, and never oneself from another tab', () => {
    for (const lead of [null, 1, 'x', {}, { begun: '1' }, []])
      expect(leadNow(room({ 5: { user: user('claire', 'teacher'), lead } }), 'alix', null)).toBeNull()
    const own = room({ 5: { user: user('claire', 'teacher'), lead: { begun: 1, at, part: 0 } } })
    expect(leadNow(own, 'claire', null)).toBeNull()
  })

  it('stays whoever is followed already, until they end it', () => {
    const claire = { user: user('claire', 'owner'), lead: { begun: 1, at, part: 0 } }
    const jonas = { user: user('jonas', 'teacher'), lead: { begun: 2, at, part: 0 } }
    const both = room({ 4: claire, 5: jonas })
    expect(leadNow(both, 'alix', { begun: 2 })?.userId).toBe('jonas')
    expect(leadNow(both, 'alix', { begun: 1 })?.userId).toBe('claire')
    expect(leadNow(room({ 4: claire, 5: { ...jonas, lead: null } }), 'alix', { begun: 2 })?.userId).toBe('claire')
  })
})

describe('a place that is led to', () => {
  it('is a place in the page, and a part between its top and its foot', () => {
    expect(readLedPlace({ begun: 1, at, part: 0.5 })).toEqual({ at, part: 0.5 })
  })

  it.each([
    { at: null, part: 0 },
    { at: { item: { client: -1, clock: 0 } }, part: 0 },
    { at: { tname: 'another' }, part: 0 },
    { at, part: 2 },
    { at, part: Number.NaN },
    { at, part: '0' },
    { at },
  ])('is nothing else: %j', (said) => {
    expect(readLedPlace(said)).toBeNull()
  })
})
