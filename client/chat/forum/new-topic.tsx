import { useNavigate } from '@tanstack/react-router'
import { ChartBarBig, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useChatLanguage } from '../composer/use-chat-language.ts'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
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
  const fieldError = useFieldError()
  const navigate = useNavigate()
  const { language } = useChatLanguage()
  const begin = useBeginTopic(projectId)
  const { draft, setDraft, clear } = useTopicDraft(projectId)
  const { id, title, text, poll } = draft
  const [hasTried, setHasTried] = useState(false)
  const problem = pollProblem(poll)
  const isMissing = (value: string) => hasTried && value.trim() === ''
  const submit = () => {
    setHasTried(true)
    if (title.trim() === '' || text.trim() === '' || problem !== null) return
    const asked = poll ? { poll: { isMultiple: poll.isMultiple, options: given(poll.options) } } : {}
    const onSuccess = ({ topicId }: { topicId: string }) => {
      clear()
      onDone()
      void navigate({ to: '/p/$projectId/forum/$topicId', params: { projectId, topicId } })
    }
    begin.mutate({ id, title: title.trim(), text, language, ...asked }, { onSuccess })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <TextField
          label={t('forum.topicTitle')}
          description={t('forum.topicTitleHelp')}
          value={title}
          onChange={(next) => setDraft({ title: next })}
          maxLength={120}
          autoFocus
          error={isMissing(title) ? t('forum.titleMissing') : fieldError(begin.error, 'title')}
        />
        <TextArea
          label={t('forum.firstPost')}
          value={text}
          onChange={(next) => setDraft({ text: next })}
          rows={5}
          maxLength={longestText}
          error={isMissing(text) ? t('forum.textMissing') : fieldError(begin.error, 'text')}
        />
        {poll === null ? (
          <Row>
            <Button icon={ChartBarBig} onPress={() => setDraft({ poll: { options: ['', ''], isMultiple: false } })}>
              {t('forum.addPoll')}
            </Button>
          </Row>
        ) : (
          <PollFields poll={poll} onChange={(next) => setDraft({ poll: next })} problem={hasTried ? problem : null} />
        )}
        {begin.isError && <ErrorState error={begin.error} />}
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={begin.isPending}>
            {t('forum.begin')}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
  )
}

interface PollFieldsProps {
  poll: PollDraft
  onChange: (poll: PollDraft | null) => void
  problem: 'few' | 'twice' | null
}

function PollFields({ poll, onChange, problem }: PollFieldsProps) {
  const { t } = useMessages()
  const { options } = poll
  const set = (at: number, value: string) => onChange({ ...poll, options: options.with(at, value) })
  return (
    <fieldset className={styles.pollFields}>
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
          {t(`forum.options_${problem}`)}
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
