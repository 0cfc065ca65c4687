import { useNavigate } from '@tanstack/react-router'
import { ChartBarBig, Plus, X } from 'lucide-react'
import { useChatLanguage } from '../composer/use-chat-language.ts'
import { useGiveaway } from '#client/detector/use-giveaway.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { useProblem } from '#client/ui/form.tsx'
import { Row } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import styles from './forum.module.css'
import { useBeginTopic } from './queries.ts'
import { type PollDraft, useTopicDraft } from './topic-draft.ts'

const mostOptions = 8
const longestText = 4_000

const given = (options: readonly string[]) => options.map((option) => option.trim()).filter((option) => option !== '')

/** What is wrong with a poll that was begun, or null. */
function pollProblem(poll: PollDraft | null): 'few' | 'twice' | null {
  if (poll === null) return null
  const options = given(poll.options)
  if (options.length < 2) return 'few'
  return new Set(options).size < options.length ? 'twice' : null
}

/** A topic: what it is about, the first words, and a poll where one is wanted. */
export function NewTopic({ projectId, onDone }: { projectId: string; onDone: () => void }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const { language } = useChatLanguage()
  const begin = useBeginTopic(projectId)
  const { draft, setDraft, clear } = useTopicDraft(projectId)
  const { id, title, text, poll } = draft
  const wrong = pollProblem(poll)
  const problems = {
    title: title.trim() === '' && t('forum.titleMissing'),
    text: text.trim() === '' && t('forum.textMissing'),
    poll: wrong && t(`forum.options_${wrong}`),
  }
  const giveaway = useGiveaway()
  const begun = () => {
    const asked = poll ? { poll: { isMultiple: poll.isMultiple, options: given(poll.options) } } : {}
    const onSuccess = ({ topicId }: { topicId: string }) => {
      clear()
      onDone()
      void navigate({ to: '/p/$projectId/forum/$topicId', params: { projectId, topicId } })
    }
    begin.mutate({ id, title: title.trim(), text, language, ...asked }, { onSuccess })
  }
  const submit = () => giveaway.guard(`${title}\n${text}`, begun)
  return (
    <OnlineForm problems={problems} sending={begin} submitLabel={t('forum.begin')} onSubmit={submit}>
      <TextField
        path="title"
        label={t('forum.topicTitle')}
        description={t('forum.topicTitleHelp')}
        value={title}
        onChange={(next) => setDraft({ title: next })}
        maxLength={120}
        autoFocus
      />
      <TextArea
        path="text"
        label={t('forum.firstPost')}
        value={text}
        onChange={(next) => {
          setDraft({ text: next })
          giveaway.settle()
        }}
        rows={5}
        maxLength={longestText}
      />
      {poll === null ? (
        <Row>
          <Button icon={ChartBarBig} onPress={() => setDraft({ poll: { options: ['', ''], isMultiple: false } })}>
            {t('forum.addPoll')}
          </Button>
        </Row>
      ) : (
        <PollFields poll={poll} onChange={(next) => setDraft({ poll: next })} />
      )}
      {giveaway.element}
    </OnlineForm>
  )
}

interface PollFieldsProps {
  poll: PollDraft
  onChange: (poll: PollDraft | null) => void
}

function PollFields({ poll, onChange }: PollFieldsProps) {
  const { t } = useMessages()
  const problem = useProblem('poll')
  const { options } = poll
  const set = (at: number, value: string) => onChange({ ...poll, options: options.with(at, value) })
  return (
    <fieldset className={styles.pollFields} data-invalid={problem ? true : undefined}>
      <legend>{t('forum.poll')}</legend>
      <p>{t('forum.pollSecret')}</p>
      {options.map((option, at) => (
        <div key={at} className={styles.optionField}>
          <TextField
            label={t('forum.option', { number: at + 1 })}
            value={option}
            onChange={(value) => set(at, value)}
            maxLength={80}
          />
          {options.length > 2 && (
            <IconButton
              label={t('forum.removeOption', { number: at + 1 })}
              icon={X}
              onPress={() => onChange({ ...poll, options: options.toSpliced(at, 1) })}
            />
          )}
        </div>
      ))}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <Row>
        {options.length < mostOptions && (
          <Button icon={Plus} onPress={() => onChange({ ...poll, options: [...options, ''] })}>
            {t('forum.addOption')}
          </Button>
        )}
        <Button variant="quiet" onPress={() => onChange(null)}>
          {t('forum.withoutPoll')}
        </Button>
      </Row>
      <Checkbox isSelected={poll.isMultiple} onChange={(isMultiple) => onChange({ ...poll, isMultiple })}>
        {t('forum.several')}
      </Checkbox>
    </fieldset>
  )
}
