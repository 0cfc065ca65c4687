import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { readBoard, objectsOf } from '#collab/documents/board-read.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { values } from '#collab/documents/board-values.ts'
import { changedBy, leftMs, toggled } from '#collab/documents/things/timer.ts'

const minute = 60_000
const at = 1_800_000_000_000

describe('a timer on a board', () => {
  it('runs from when it was started, stands where it was stopped, and begins again once it has run out', () => {
    const running = toggled([0, 5 * minute], at)
    expect(leftMs(running, at + minute)).toBe(4 * minute)
    const standing = toggled(running, at + minute)
    expect(standing).toEqual([0, 4 * minute])
    expect(leftMs(standing, at + 60 * minute)).toBe(4 * minute)
    expect(leftMs(running, at + 9 * minute)).toBe(0)
    expect(toggled(running, at + 9 * minute)).toEqual([0, 5 * minute])
  })

  it('is set while it stands and while it runs, between a minute and an hour', () => {
    expect(changedBy([0, 5 * minute], 1)).toEqual([0, 6 * minute])
    expect(changedBy([at, 5 * minute], 1)).toEqual([at, 6 * minute])
    expect(changedBy([0, minute], -1)).toEqual([0, minute])
    expect(changedBy([0, 60 * minute], 1)).toEqual([0, 60 * minute])
  })

  it('shows a clock that is wrong no more than there was', () => {
    expect(leftMs([at, 5 * minute], at - 3 * minute)).toBe(5 * minute)
  })

  it('is one value, of which others read all or nothing', () => {
    const ydoc = new Y.Doc()
    const gestures = new Gestures(ydoc, 'annaannaanna')
    const id = gestures.create({ type: 'timer', order: 'a1', size: [180, 88], countdown: [at, 90_000] })
    const countdown = () => readBoard(ydoc).objects[0]?.countdown
    expect(countdown()).toEqual([at, 90_000])
    const map = objectsOf(ydoc).get(id)
    for (const junk of [[at], [at, 0], [-1, 90_000], ['1', 90_000], 7]) {
      if (map instanceof Y.Map) map.set(values.countdown.key, junk)
      expect(countdown()).toBeNull()
    }
    expect(gestures.undo()).toEqual([id])
  })

  it('shows in a picture what it is set to', () => {
    const ydoc = new Y.Doc()
    const gestures = new Gestures(ydoc, 'annaannaanna')
    gestures.create({ type: 'timer', order: 'a1', size: [180, 88], countdown: [at, 90_000] })
    expect(boardSvg(readBoard(ydoc), { measure: measureByTable }).svg).toContain('>1:30</tspan>')
  })
})
