import { useEffect, useRef, useState } from 'react'

/** The server refuses what is longer (`server/files/voice.ts`). */
export const longestVoiceMs = 180_000
/** Below this (of 1) nobody speaks: a microphone that is off gives 0, a quiet room some 0.005. */
const heardLevel = 0.012
const bitsPerSecond = 32_000

/** What browsers record in that the server takes, the best first. */
const wanted = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4']

export type RecordingState =
  | { kind: 'ready' }
  | { kind: 'asking' }
  | { kind: 'failed'; why: 'unsupported' | 'no_microphone' | 'refused' | 'busy' }
  | { kind: 'recording'; startedAt: number }
  | { kind: 'recorded'; file: File; url: string; durationMs: number; isSilent: boolean }

interface Microphone {
  stream: MediaStream
  /** How loud it is now, 0 to 1. */
  level: () => number
  close: () => void
}

async function openMicrophone(): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } })
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1_024
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    stream,
    level() {
      analyser.getFloatTimeDomainData(samples)
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
    },
    close() {
      for (const track of stream.getTracks()) track.stop()
      void context.close()
    },
  }
}

const typeHere = () =>
  typeof MediaRecorder === 'undefined' ? undefined : wanted.find((type) => MediaRecorder.isTypeSupported(type))

function whyFailed(error: unknown): 'no_microphone' | 'refused' | 'busy' {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no_microphone'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'refused'
}

interface Recorded {
  file: File
  durationMs: number
  isSilent: boolean
}

interface Take {
  startedAt: number
  /** Keeps it. */
  stop: () => void
  /** Throws it away. */
  drop: () => void
}

/** Records from an open microphone, and closes it whatever happens. */
function record(
  microphone: Microphone,
  mimeType: string,
  onLevel: (level: number) => void,
  onDone: (one: Recorded) => void,
) {
  const recorder = new MediaRecorder(microphone.stream, { mimeType, audioBitsPerSecond: bitsPerSecond })
  const startedAt = performance.now()
  const parts: Blob[] = []
  let loudest = 0
  let frame = 0
  let isDropped = false
  const look = () => {
    const level = microphone.level()
    loudest = Math.max(loudest, level)
    onLevel(level)
    frame = requestAnimationFrame(look)
  }
  const timer = setTimeout(() => recorder.stop(), longestVoiceMs)
  const end = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    microphone.close()
  }
  recorder.addEventListener('dataavailable', (event) => parts.push(event.data))
  recorder.addEventListener('stop', () => {
    end()
    if (isDropped) return
    const type = recorder.mimeType.split(';')[0] ?? ''
    const durationMs = Math.round(performance.now() - startedAt)
    onDone({ file: new File(parts, 'voice', { type }), durationMs, isSilent: loudest < heardLevel })
  })
  recorder.start(1_000)
  look()
  const take: Take = {
    startedAt,
    stop: () => recorder.stop(),
    drop() {
      isDropped = true
      end()
    },
  }
  return take
}

/**
 * One recording after another, until one is taken. `onLevel` hears of the loudness at each frame, beside React.
 * The microphone is open while something is recorded and never else.
 */
export function useRecording(onLevel: (level: number) => void) {
  const [state, setState] = useState<RecordingState>({ kind: 'ready' })
  const take = useRef<Take | null>(null)
  const isGone = useRef(false)
  const url = useRef<string | null>(null)
  const level = useRef(onLevel)
  useEffect(() => {
    level.current = onLevel
  })

  const forget = () => {
    take.current?.drop()
    take.current = null
    if (url.current !== null) URL.revokeObjectURL(url.current)
    url.current = null
  }
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      forget()
    }
  }, [])

  const onDone = ({ file, ...facts }: Recorded) => {
    take.current = null
    url.current = URL.createObjectURL(file)
    setState({ kind: 'recorded', file, url: url.current, ...facts })
  }
  const start = async () => {
    const type = typeHere()
    if (type === undefined || navigator.mediaDevices === undefined)
      return setState({ kind: 'failed', why: 'unsupported' })
    forget()
    setState({ kind: 'asking' })
    try {
      const microphone = await openMicrophone()
      if (isGone.current) return microphone.close()
      const now = record(microphone, type, (loud) => level.current(loud), onDone)
      take.current = now
      return setState({ kind: 'recording', startedAt: now.startedAt })
    } catch (error) {
      return setState({ kind: 'failed', why: whyFailed(error) })
    }
  }
  return { state, start, stop: () => take.current?.stop() }
}
