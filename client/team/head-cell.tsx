import { Check } from 'lucide-react'
import { useState } from 'react'
import { type SchoolTeam, useApproveTeam, useWithdrawApproval } from '#client/data/team.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

interface HeadCellProps {
  team: SchoolTeam
  mayApprove: boolean
}

/** What the head said of a team, and for the head the two ways to say it. */
export function HeadCell({ team, mayApprove }: HeadCellProps) {
  const { t } = useMessages()
  const { approval } = team
  if (approval === null || (!approval.isWanted && approval.approvedAt === null)) return t('team.notAsked')
  const isApproved = approval.approvedAt !== null
  return (
    <Row gap="s">
      {isApproved ? (
        <Badge tone="brand" icon={Check}>
          {t('team.saidYes')}
        </Badge>
      ) : (
        <Badge>{t('team.notYet')}</Badge>
      )}
      {approval.note !== '' && <span>{approval.note}</span>}
      {mayApprove && (isApproved ? <TakeBack team={team} /> : <SayYes team={team} />)}
    </Row>
  )
}

const nameOf = ({ publicTitle, name }: SchoolTeam) => publicTitle || name

function TakeBack({ team }: { team: SchoolTeam }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const withdraw = useWithdrawApproval()
  const takeBack = () =>
    runChange(withdraw, team.projectId, {
      onSuccess: () => toast(t('team.tookBack', { project: nameOf(team) })),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <OnlineButton variant="quiet" isPending={withdraw.isPending} onPress={takeBack} whom={nameOf(team)}>
      {t('team.takeBack')}
    </OnlineButton>
  )
}

function SayYes({ team }: { team: SchoolTeam }) {
  const { t } = useMessages()
  const name = nameOf(team)
  return (
    <Dialog
      title={t('team.yesTitle', { project: name })}
      trigger={
        <Button icon={Check}>
          {t('team.yes')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      }
    >
      {(close) => <YesForm team={team} onDone={close} />}
    </Dialog>
  )
}

function YesForm({ team, onDone }: { team: SchoolTeam; onDone: () => void }) {
  const { t } = useMessages()
  const approve = useApproveTeam()
  const [note, setNote] = useState('')
  const submit = () =>
    runChange(
      approve,
      { projectId: team.projectId, note },
      {
        onSuccess: () => {
          onDone()
          toast(t('team.saidYesTo', { project: nameOf(team) }))
        },
      },
    )
  return (
    <OnlineForm sending={approve} submitLabel={t('team.yes')} onSubmit={submit}>
      <TextArea
        path="note"
        label={t('team.note')}
        note={t('common.optional')}
        value={note}
        onChange={setNote}
        maxLength={300}
        rows={3}
      />
    </OnlineForm>
  )
}
