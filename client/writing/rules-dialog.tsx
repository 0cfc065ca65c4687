import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery, type PeopleView } from '#client/data/people.ts'
import { rulesQuery, useSetRule, type WritingTool } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup, Switch } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ReasonField } from '#client/ui/reason-field.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { RuleList } from './rule-list.tsx'

/** Whom a rule is to bind, as the dialog was opened for. */
export type RuleTarget = { kind: 'project' } | { kind: 'group' | 'user'; id: string }

interface RulesDialogProps {
  projectId: string
  target: RuleTarget
  onClose: () => void
}

/** What pupils may write: one rule is set in one go, and those that hold stand below. */
export function RulesDialog({ projectId, target, onClose }: RulesDialogProps) {
  const { t } = useMessages()
  const people = useQuery(peopleQuery(projectId))
  const rules = useQuery(rulesQuery(projectId))
  const failed = [people, rules].find(({ isError, data }) => isError && data === undefined)
  return (
    <Dialog title={t('writing.open')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Stack gap="l">
        {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
        {!failed && (!people.data || !rules.data) && <Skeleton of="rows" count={4} />}
        {people.data && rules.data && (
          <>
            <RuleForm projectId={projectId} people={people.data} first={keyOf(target)} />
            <RuleList projectId={projectId} people={people.data} rules={rules.data.rules} />
          </>
        )}
      </Stack>
    </Dialog>
  )
}

const keyOf = (target: RuleTarget) => (target.kind === 'project' ? 'project' : `${target.kind}:${target.id}`)

function targetOfKey(projectId: string, key: string) {
  const [kind, id = ''] = key.split(':')
  if (kind === 'user') return { user: id }
  return kind === 'group' ? { group: id } : { project: projectId }
}

const modes = ['read', 'approval', 'away', 'free'] as const
const tools = ['all', 'page', 'board', 'chat'] as const
const lengths = ['5', '60', '1440', 'open'] as const
// Nobody is kept away without an end.
const lengthsAway = ['60', '1440', '10080'] as const
type Length = (typeof lengths)[number] | (typeof lengthsAway)[number]
const lengthsFor = (isAway: boolean): readonly Length[] => (isAway ? lengthsAway : lengths)

interface TermsProps {
  isAway: boolean
  howLong: Length
  reason: string
  onLength: (length: Length) => void
  onReason: (reason: string) => void
}

/** For how long, and why. */
function Terms({ isAway, howLong, reason, onLength, onReason }: TermsProps) {
  const { t } = useMessages()
  return (
    <>
      <RadioGroup
        label={t('writing.howLong')}
        options={lengthsFor(isAway).map((id) => ({ id, label: t(`writing.for_${id}`) }))}
        value={howLong}
        onChange={onLength}
      />
      <ReasonField
        path="reason"
        isNeeded={isAway}
        value={reason}
        onChange={onReason}
        offers={['together', 'read', 'talk']}
      />
    </>
  )
}

function RuleForm({ projectId, people, first }: { projectId: string; people: PeopleView; first: string }) {
  const { t } = useMessages()
  const set = useSetRule(projectId)
  const [whom, setWhom] = useState(first)
  const [mode, setMode] = useState<(typeof modes)[number]>('read')
  const [tool, setTool] = useState<WritingTool>('all')
  const [length, setLength] = useState<Length>('60')
  const [reason, setReason] = useState('')
  const [isSanction, setIsSanction] = useState(false)
  const isOne = whom.startsWith('user:')
  const isAway = mode === 'away'
  const howLong = lengthsFor(isAway).includes(length) ? length : '60'
  const save = () =>
    runChange(
      set,
      {
        target: targetOfKey(projectId, whom),
        tool: isAway ? 'all' : tool,
        mode,
        purpose: isAway || (isOne && isSanction) ? 'sanction' : 'rule',
        ...(mode === 'free' ? {} : { reason: reason.trim() || null }),
        ...(mode === 'free' || howLong === 'open' ? {} : { forSeconds: Number(howLong) * 60 }),
      },
      { onSuccess: () => toast(t(mode === 'free' ? 'writing.lifted' : 'writing.saved')) },
    )
  const pupils = people.members.filter((member) => member.kind === 'pupil')
  const targets = [
    { id: 'project', label: t('writing.everybody') },
    ...people.groups.map(({ id, name }) => ({ id: `group:${id}`, label: name })),
    ...pupils.map(({ userId, name }) => ({ id: `user:${userId}`, label: name })),
  ]
  return (
    <OnlineForm
      problems={{
        whom: isAway && !isOne && t('writing.awayOne'),
        reason: isAway && reason.trim() === '' && t('writing.awayReasonMissing'),
      }}
      sending={set}
      submitLabel={t(mode === 'free' ? 'writing.lift' : 'writing.save')}
      onSubmit={save}
    >
      <p>{t(isAway ? 'writing.awaySentence' : 'writing.sentence')}</p>
      <Select path="whom" label={t('writing.whom')} options={targets} value={whom} onChange={setWhom} />
      <RadioGroup
        label={t('writing.may')}
        options={modes.map((id) => ({ id, label: t(`writing.mode_${id}`) }))}
        value={mode}
        onChange={setMode}
      />
      {!isAway && (
        <Select
          label={t('writing.where')}
          options={tools.map((id) => ({ id, label: t(`writing.tool_${id}`) }))}
          value={tool}
          onChange={setTool}
        />
      )}
      {mode !== 'free' && <Terms {...{ isAway, howLong, reason }} onLength={setLength} onReason={setReason} />}
      {isOne && !isAway && (
        <Switch isSelected={isSanction} onChange={setIsSanction} description={t('writing.sanctionSentence')}>
          {t('writing.sanction')}
        </Switch>
      )}
    </OnlineForm>
  )
}
