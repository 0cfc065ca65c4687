import { CircleAlert, CircleCheck, CircleDashed, Copy, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { PageHeading, Row, Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './connection-test.module.css'
import { type Results, runTrials, type TrialName, trialNames, verdictOf } from './trials.ts'

const slowMs = 400

/** Runs the trials when the screen opens, and again when asked. */
function useTrials() {
  const [round, setRound] = useState(0)
  const [results, setResults] = useState<Results>({})
  useEffect(() => {
    const stopped = new AbortController()
    void runTrials(stopped.signal, (name, result) => setResults((before) => ({ ...before, [name]: result })))
    return () => stopped.abort()
  }, [round])
  const again = () => {
    setResults({})
    setRound((before) => before + 1)
  }
  return { results, again }
}

/** Where this page is, in the words of a firewall. */
function place() {
  const { hostname, port, protocol, origin } = location
  return { host: hostname, port: port || (protocol === 'https:' ? '443' : '80'), origin }
}

/** What is to be asked of whoever keeps the network, a sentence for each obstacle. */
function useWishes(results: Results) {
  const { t } = useMessages()
  const isHindered = (name: TrialName) => ['failed', 'gathered'].includes(results[name]?.outcome ?? '')
  const wishes = {
    page: t('connection-test.askPage', place()),
    socket: t('connection-test.askSocket', place()),
    events:
      results.events?.outcome === 'gathered'
        ? t('connection-test.askGathered', place())
        : t('connection-test.askEvents', place()),
    posts: t('connection-test.askPosts', place()),
  }
  return trialNames.filter(isHindered).map((name) => wishes[name])
}

const outcomeIcons = { passed: CircleCheck, failed: CircleAlert, gathered: CircleAlert, busy: CircleDashed } as const
const outcomeTones = { passed: 'brand', failed: 'danger', gathered: 'warn', busy: 'neutral' } as const

const verdictTones = { good: 'info', compatible: 'warn', blocked: 'danger', unsure: 'warn' } as const

function Trial({ name, results }: { name: TrialName; results: Results }) {
  const { t } = useMessages()
  const result = results[name]
  const isRunning = trialNames.find((one) => results[one] === undefined) === name
  const about = {
    page: t('connection-test.pageAbout', { protocol: location.protocol.slice(0, -1).toUpperCase() }),
    socket: t('connection-test.socketAbout'),
    events: t('connection-test.eventsAbout'),
    posts: t('connection-test.postsAbout'),
  }
  return (
    <li className={styles.trial}>
      <h3>{t(`connection-test.${name}`)}</h3>
      {result ? (
        <Badge tone={outcomeTones[result.outcome]} icon={outcomeIcons[result.outcome]}>
          {t(`connection-test.${result.outcome}`)}
        </Badge>
      ) : (
        <Badge icon={CircleDashed}>{isRunning ? t('connection-test.running') : t('connection-test.waiting')}</Badge>
      )}
      <p>
        {about[name]} {typeof result?.ms === 'number' && t('connection-test.time', { ms: result.ms })}
      </p>
    </li>
  )
}

/** The whole of it in plain text, for an e-mail. */
function useReport(results: Results, wishes: string[]) {
  const { t } = useMessages()
  const verdict = verdictOf(results)
  return () =>
    [
      t('connection-test.report', { origin: place().origin, at: new Date() }),
      navigator.userAgent,
      verdict === null ? '' : t(`connection-test.${verdict}`),
      '',
      ...trialNames.map((name) => {
        const result = results[name]
        const time = typeof result?.ms === 'number' ? `, ${t('connection-test.time', { ms: result.ms })}` : ''
        return `${t(`connection-test.${name}`)}: ${t(`connection-test.${result?.outcome ?? 'waiting'}`)}${time}`
      }),
      ...(wishes.length === 0 ? [] : ['', t('connection-test.ask'), ...wishes.map((wish) => `- ${wish}`)]),
    ].join('\n')
}

/** For the school's technician, signed in or not: what the network lets through, and what to ask where it does not. */
export function ConnectionTestPage() {
  const { t } = useMessages()
  const { results, again } = useTrials()
  const wishes = useWishes(results)
  const report = useReport(results, wishes)
  const verdict = verdictOf(results)
  const ms = results.socket?.ms ?? results.posts?.ms ?? 0
  const copy = () => void copyText(report(), 'connection-test').then(() => toast(t('connection-test.copied')))
  return (
    <Sheet>
      <PageHeading title={t('connection-test.title')} lead={t('connection-test.lead', place())} />
      <div role="status" className={styles.verdict}>
        {verdict !== null && (
          <Notice tone={verdictTones[verdict]} title={t(`connection-test.${verdict}`)}>
            {ms > slowMs && t('connection-test.slow', { ms })}
          </Notice>
        )}
      </div>
      {wishes.length > 0 && (
        <section>
          <h2>{t('connection-test.ask')}</h2>
          <ul className={styles.wishes}>
            {wishes.map((wish) => (
              <li key={wish}>{wish}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('connection-test.details')}</h2>
        <ol role="list" className={styles.trials}>
          {trialNames.map((name) => (
            <Trial key={name} name={name} results={results} />
          ))}
        </ol>
      </section>
      <Row>
        <Button icon={Copy} isDisabled={verdict === null} onPress={copy}>
          {t('connection-test.copy')}
        </Button>
        <Button icon={RotateCw} isDisabled={verdict === null} onPress={again}>
          {t('connection-test.again')}
        </Button>
      </Row>
    </Sheet>
  )
}
