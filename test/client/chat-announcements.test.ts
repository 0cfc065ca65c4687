import { expect, test, vi } from 'vitest'
import { createAnnouncer } from '#client/chat/log/announcements.ts'

test('20 messages a second are announced once in two seconds, as a number', () => {
  vi.useFakeTimers()
  try {
    const said: { at: number; text: string }[] = []
    const start = Date.now()
    const announcer = createAnnouncer({
      say: (text) => said.push({ at: Date.now() - start, text }),
      count: (count) => `${count} new messages`,
    })
    for (let at = 0; at < 10_000; at += 50) {
      announcer.add(`Alix: words ${at}`)
      vi.advanceTimersByTime(50)
    }
    vi.advanceTimersByTime(2_000)
    expect(said[0]).toEqual({ at: 0, text: 'Alix: words 0' })
    expect(said.slice(1).every(({ text }) => /^\d+ new messages$/.test(text))).toBe(true)
    const steps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(2_000)
    const counted = said.slice(1).reduce((sum, { text }) => sum + Number.parseInt(text, 10), 1)
    expect(counted).toBe(200)
  } finally {
    vi.useRealTimers()
  }
})

test('one message is read at once, two close to each other are both read', () => {
  vi.useFakeTimers()
  try {
    const said: string[] = []
    const announcer = createAnnouncer({ say: (text) => said.push(text), count: (count) => `${count} new messages` })
    announcer.add('Alix: bonjour')
    vi.advanceTimersByTime(0)
    announcer.add('Emma: hallo')
    announcer.add('Karl: hi')
    vi.advanceTimersByTime(2_000)
    expect(said).toEqual(['Alix: bonjour', 'Emma: hallo\nKarl: hi'])
    announcer.add('Alix: never heard')
    announcer.stop()
    vi.advanceTimersByTime(10_000)
    expect(said).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})
