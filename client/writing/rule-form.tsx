import { useState } from 'react'
import type { PeopleView } from '#client/data/people.ts'
import { type RuleTarget, useSetRule, type WritingTool } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup, Switch } from '#client/ui/choice.tsx'
import { ReasonField } from '#client/ui/reason-field.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { toast } from '#client/ui/toast.tsx'
import { LeftOut } from './left-out.tsx'
import { WhomList } from './whom-list.tsx'

function targetOfKey(projectId: string, key: string): RuleTarget {
  const [kind, id = ''] = key.split(':')
  if (kind === 'user') return { user: id }
  return kind === 'group' ? { group: id } : { project: projectId }
}

/** As many as the server takes at once. */
const targetsMost = 60

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

/** One rule for one, for several or for all, set in one go. */
export function RuleForm({ projectId, people, first }: { projectId: string; people: PeopleView; first: string }) {
  const { t } = useMessages()
  const set = useSetRule(projectId)
  const [whom, setWhom] = useState(first)
  const [mode, setMode] = useState<(typeof modes)[number]>('read')
  const [tool, setTool] = useState<WritingTool>('all')
  const [length, setLength] = useState<Length>('60')
  const [reason, setReason] = useState('')
  const [isSanction, setIsSanction] = useState(false)
  const [ticked, setTicked] = useState<readonly string[]>([])
  const isOne = whom.startsWith('user:')
  const isSeveral = whom === 'several'
  const isAway = mode === 'away'
  const howLong = lengthsFor(isAway).includes(length) ? length : '60'
  const tickProblem =
    (ticked.length === 0 && t('writing.chooseSomebody')) || (ticked.length > targetsMost && t('writing.tooMany'))
  const save = () =>
    runChange(
      set,
      {
        ...(isSeveral
          ? { targets: ticked.map((key) => targetOfKey(projectId, key)) }
          : { target: targetOfKey(projectId, whom) }),
        tool: isAway ? 'all' : tool,
        mode,
        purpose: isAway || (isOne && isSanction) ? 'sanction' : 'rule',
        ...(mode === 'free' ? {} : { reason: reason.trim() || null }),
        ...(mode === 'free' || howLong === 'open' ? {} : { forSeconds: Number(howLong) * 60 }),
      },
      {
        onSuccess: ({ left }) => {
          if (!isSeveral || left.length < ticked.length) toast(t(mode === 'free' ? 'writing.lifted' : 'writing.saved'))
        },
      },
    )
  const pupils = people.members.filter((member) => member.kind === 'pupil')
  const targets = [
    { id: 'project', label: t('writing.everybody') },
    { id: 'several', label: t('writing.several') },
    ...people.groups.map(({ id, name }) => ({ id: `group:${id}`, label: name })),
    ...pupils.map(({ userId, name }) => ({ id: `user:${userId}`, label: name })),
  ]
  return (
    <OnlineForm
      problems={{
        whom: isAway && !isOne && t('writing.awayOne'),
        targets: isSeveral && tickProblem,
        reason: isAway && reason.trim() === '' && t('writing.awayReasonMissing'),
      }}
      sending={set}
      submitLabel={t(mode === 'free' ? 'writing.lift' : 'writing.save')}
      onSubmit={save}
    >
      <p>{t(isAway ? 'writing.awaySentence' : 'writing.sentence')}</p>
      <Select path="whom" label={t('writing.whom')} options={targets} value={whom} onChange={setWhom} />
      {isSeveral && <WhomList people={people} ticked={ticked} onTick={setTicked} />}
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
      {set.data && <LeftOut people={people} left={set.data.left} />}
    </OnlineForm>
  )
}
