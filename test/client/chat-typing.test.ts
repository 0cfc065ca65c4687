import { expect, test } from 'vitest'
import { isTypingShown } from '#client/chat/log/use-typing.ts'
import type { ProjectQuiet } from '#client/data/quiet.ts'

const quietAt = (where: 'own' | 'other' | null): ProjectQuiet => ({
  at: '2027-01-12T20:00:00.000Z',
  can: { except: false },
  schools: (['own', 'other'] as const).map((id) => ({
    id,
    name: id,
    countryCode: 'FR',
    timeZone: 'Europe/Paris',
    isOwn: id === 'own',
    quiet:
      id === where
        ? { reason: 'night', holiday: null, since: '2027-01-12T19:00:00.000Z', until: '2027-01-13T06:00:00.000Z' }
        : null,
    exceptions: [],
  })),
})

test('that somebody writes is shown among many, and neither in quiet hours nor while the chat is paused', () => {
  const channel = { kind: 'project', isPaused: false } as const
  expect(isTypingShown(channel, quietAt(null))).toBe(true)
  expect(isTypingShown(channel, quietAt('other'))).toBe(true)
  expect(isTypingShown(channel, quietAt('own'))).toBe(false)
  expect(isTypingShown(channel, null)).toBe(false)
  expect(isTypingShown({ ...channel, isPaused: true }, quietAt(null))).toBe(false)
  expect(isTypingShown({ ...channel, kind: 'ask' }, quietAt(null))).toBe(false)
})
