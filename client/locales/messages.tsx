import { IntlMessageFormat } from 'intl-messageformat'
import type { ReactNode } from 'react'
import { createContext, Fragment, use, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { regionOf } from './locales.ts'
import type { Locale } from './locales.ts'
import type { PlainMessages, RichMessages } from './catalogue.d.ts'
import { loadWords, speakOnly } from './words.ts'
import type { Words } from './words.ts'

export type PlainId = keyof PlainMessages
type MessageId = PlainId | keyof RichMessages

/** What fits was checked where the message was named, against the types made from the catalogue. */
type Values = object
type AllMessages = PlainMessages & RichMessages
type ValuesOf<M> = keyof M extends never ? [] : [values: M]
/** In <Message> a value may also be a node, a name in bold for example. */
type NodeValues<M> = { [K in keyof M]: M[K] extends string | number ? ReactNode : M[K] }

export type Translate = <K extends PlainId>(id: K, ...values: ValuesOf<PlainMessages[K]>) => string

/** Whom a sentence speaks to where a language has two forms: tu and vous, du and Sie. Nobody is known at the door. */
export type Reader = 'pupil' | 'adult' | 'anybody'

interface Speech {
  t: Translate
  locale: Locale
  hasMessage: (id: string) => id is PlainId
  format: (id: string, values: Values | undefined) => ReactNode
  setLocale: (locale: Locale) => void
  /** The same words for another reader. */
  speakTo: (reader: Reader) => Pick<Speech, 't' | 'format'>
}

/** Speaks one language from its compiled messages, which may gain some. Exported for tests and for the tree below. */
export function speak(locale: Locale, compiled: Words, reader: Reader = 'anybody') {
  const formats = new Map<string, IntlMessageFormat>()
  const format = (id: string, values: Values | undefined): ReactNode => {
    const message = compiled[id]
    if (message === undefined || typeof message === 'string') return message ?? id
    let ready = formats.get(id)
    if (!ready) {
      ready = new IntlMessageFormat(message, regionOf(locale))
      formats.set(id, ready)
    }
    return asNode(ready.format<ReactNode>({ reader, ...values }))
  }
  const t: Translate = (id, ...values) => {
    const text = format(id, values[0])
    return typeof text === 'string' ? text : id
  }
  const hasMessage = (id: string): id is PlainId => Object.hasOwn(compiled, id)
  return { t, locale, hasMessage, format }
}

/** A list of parts is as good a node as one part; it only lacks keys. */
function asNode(parts: ReactNode | ReactNode[]): ReactNode {
  return Array.isArray(parts) ? parts.map((part, index) => <Fragment key={index}>{part}</Fragment>) : parts
}

const SpeechContext = createContext<Speech | null>(null)

const retryMs = 2000

interface MessagesProviderProps {
  locale: Locale
  onLocaleChange?: (locale: Locale) => void
  children: ReactNode
}

/** Loads a language and speaks it. The old one stays on the screen while the next one loads. */
export function MessagesProvider({ locale, onLocaleChange, children }: MessagesProviderProps) {
  const [loaded, setLoaded] = useState<{ locale: Locale; compiled: Words } | null>(null)
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = () =>
      loadWords(locale).then(
        (compiled) => {
          if (!isCurrent) return
          speakOnly(locale)
          setLoaded({ locale, compiled })
        },
        () => {
          // Without words nothing can even be explained: ask again until the network is back.
          if (isCurrent) timer = setTimeout(() => void load(), retryMs)
        },
      )
    void load()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [locale])
  const speech = useMemo<Speech | null>(
    () =>
      loaded && {
        ...speak(loaded.locale, loaded.compiled),
        setLocale: (next) => onLocaleChange?.(next),
        speakTo: (reader) => speak(loaded.locale, loaded.compiled, reader),
      },
    [loaded, onLocaleChange],
  )
  useEffect(() => {
    if (loaded) document.documentElement.lang = loaded.locale
  }, [loaded])
  if (!speech) return null
  return (
    <SpeechContext value={speech}>
      <I18nProvider locale={regionOf(speech.locale)}>{children}</I18nProvider>
    </SpeechContext>
  )
}

/** Everything within is said to this reader. Messages name no reader themselves. */
export function SpeakTo({ reader, children }: { reader: Reader; children: ReactNode }) {
  const speech = useMessages()
  const spoken = useMemo(() => ({ ...speech, ...speech.speakTo(reader) }), [speech, reader])
  return <SpeechContext value={spoken}>{children}</SpeechContext>
}

export function useMessages() {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useMessages needs a MessagesProvider above')
  return speech
}

type MessageProps<K extends MessageId> = keyof AllMessages[K] extends never
  ? { id: K; values?: undefined }
  : { id: K; values: NodeValues<AllMessages[K]> }

/** A message with tags or with nodes as values: `<Message id="people.invited" values={{ b: (text) => <b>{text}</b> }} />`. */
export function Message<K extends MessageId>({ id, values }: MessageProps<K>) {
  const { format } = useMessages()
  return <>{format(id, values)}</>
}
