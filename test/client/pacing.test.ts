import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

/* What is done in a frame, and in which order; and how often what others write is taken in. */

const frames: (() => void)[] = []

/** One frame of a browser: what is asked for in it is for the next one. */
function drawFrame() {
  frames.splice(0).forEach((work) => work())
}

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  frames.length = 0
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work))
  return () => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

describe('a frame', () => {
  it('takes in words, draws, and measures last, whoever asked first', async () => {
    const { frames: inFrames } = await import('#client/live/pacing.ts')
    const done: string[] = []
    const look = inFrames(() => done.push('look'))
    const draw = inFrames(() => (done.push('draw'), look.ask()), 'draw')
    const painted = inFrames(() => done.push('painted'), 'painted')
    const take = inFrames(() => (done.push('take'), draw.ask(), painted.ask()), 'take')
    look.ask()
    take.ask()
    drawFrame()
    expect(done).toEqual(['take', 'draw', 'look'])
    vi.runAllTimers()
    expect(done).toEqual(['take', 'draw', 'look', 'painted'])
  })

  it('does in the next what is asked for too late, and does not do what is no longer wanted', async () => {
    const { frames: inFrames } = await import('#client/live/pacing.ts')
    const done: string[] = []
    const take = inFrames(() => done.push('take'), 'take')
    const gone = inFrames(() => done.push('gone'))
    const look = inFrames(() => (done.push('look'), take.ask()))
    look.ask()
    gone.ask()
    gone.stop()
    drawFrame()
    expect(done).toEqual(['look'])
    drawFrame()
    expect(done).toEqual(['look', 'take'])
  })

  it('does the rest where one of its works fails', async () => {
    const { frames: inFrames } = await import('#client/live/pacing.ts')
    const told = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', told)
    const done: string[] = []
    inFrames(() => {
      throw new Error('broken')
    }).ask()
    inFrames(() => done.push('look')).ask()
    drawFrame()
    expect(done).toEqual(['look'])
    expect(told).toHaveBeenCalledOnce()
  })
})

async function reader() {
  const { gatherIncoming } = await import('#client/live/gathering.ts')
  const [ydoc, other] = [new Y.Doc(), new Y.Doc()]
  const takeFrom = (_: unknown, take: () => void) => take()
  const incoming = gatherIncoming(
    { ydoc, awareness: new Awareness(ydoc), hear: () => {}, takeFrom },
    'server',
    () => {},
  )
  other.on('update', (update: Uint8Array) => void incoming.takes({ kind: 'update', update }))
  return {
    ydoc,
    says: (word: string) => other.getArray('words').push([word]),
    read: () => ydoc.getArray('words').toArray(),
  }
}

describe('what others write', () => {
  it('is taken in once a frame, all of it', async () => {
    const { says, read } = await reader()
    says('one')
    says('two')
    expect(read()).toEqual([])
    drawFrame()
    expect(read()).toEqual(['one', 'two'])
  })

  it('waits twice as long as it took to take in and draw what came before', async () => {
    const { ydoc, says, read } = await reader()
    ydoc.on('afterTransaction', ({ local }: Y.Transaction) => void (local || vi.advanceTimersByTime(20)))
    says('one')
    drawFrame()
    vi.advanceTimersByTime(0)
    says('two')
    vi.advanceTimersByTime(39)
    drawFrame()
    expect(read()).toEqual(['one'])
    vi.advanceTimersByTime(1)
    drawFrame()
    expect(read()).toEqual(['one', 'two'])
  })

  it('comes a frame after the letter that one writes oneself', async () => {
    const { ydoc, says, read } = await reader()
    says('theirs')
    ydoc.getArray('own').push(['mine'])
    drawFrame()
    expect(read()).toEqual([])
    drawFrame()
    expect(read()).toEqual(['theirs'])
  })

  it('is there in a tab that draws nothing', async () => {
    const { says, read } = await reader()
    says('one')
    vi.advanceTimersByTime(100)
    expect(read()).toEqual(['one'])
  })
})
