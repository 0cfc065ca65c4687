import { useEffect, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import styles from './sign-in.module.css'

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

type DetectorClass = new (options: { formats: string[] }) => Detector

const lookEveryMs = 250

/** The browser's own reader of codes, where it has one. TypeScript's library does not know it yet. */
function findDetector(): DetectorClass | null {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  return isDetectorClass(found) ? found : null
}

/** The name alone says what it is: the browser defines it, nobody else. */
function isDetectorClass(found: unknown): found is DetectorClass {
  return typeof found === 'function'
}

/** Nothing is sent anywhere: the picture stays in the browser. */
export function canScan(): boolean {
  return findDetector() !== null && typeof navigator.mediaDevices?.getUserMedia === 'function'
}

interface QrScannerProps {
  /** Returns whether this was a card; the camera goes on otherwise. */
  onFound: (text: string) => boolean
  onClose: () => void
}

export function QrScanner({ onFound, onClose }: QrScannerProps) {
  const { t } = useMessages()
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setIsRefused] = useState(false)
  const found = useRef(onFound)
  useEffect(() => {
    found.current = onFound
  }, [onFound])
  useEffect(() => {
    if (!video.current) return undefined
    return watch(
      video.current,
      (text) => found.current(text),
      () => setIsRefused(true),
    )
  }, [])
  if (isRefused) return <Notice tone="warn">{t('auth.noCamera')}</Notice>
  return (
    <div className={styles.scanner}>
      <video ref={video} muted playsInline aria-label={t('auth.camera')} />
      <p>{t('auth.holdCard')}</p>
      <Button onPress={onClose}>{t('auth.closeCamera')}</Button>
    </div>
  )
}

/** Looks at the camera until a card is found or the returned function is called. */
function watch(element: HTMLVideoElement, onText: (text: string) => boolean, onRefused: () => void) {
  const DetectorHere = findDetector()
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: MediaStream | null = null
  const stop = () => {
    isOver = true
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
  }
  const start = async () => {
    if (!DetectorHere) throw new Error('no reader of codes')
    const detector = new DetectorHere({ formats: ['qr_code'] })
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    if (isOver) return stop()
    element.srcObject = stream
    await element.play()
    const look = async () => {
      const codes = await detector.detect(element).catch(() => [])
      if (isOver) return
      if (codes.some((code) => onText(code.rawValue))) return stop()
      timer = setTimeout(() => void look(), lookEveryMs)
    }
    await look()
  }
  start().catch(() => {
    if (!isOver) onRefused()
    stop()
  })
  return stop
}
