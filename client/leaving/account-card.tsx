import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ApiError } from '#client/api.ts'
import { accountQuery, type HandOver, useDeleteAccount, useExport } from '#client/data/leaving.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { saveFile } from '#client/ui/save-file.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

/** What of one's account one takes along, and how one goes. */
export function AccountCard() {
  const { t } = useMessages()
  const errorText = useErrorText()
  const take = useExport()
  const [isOpen, setOpen] = useState(false)
  const download = () =>
    runChange(take, undefined, {
      onSuccess: (file) => {
        saveFile(file, 'preau.json')
        toast(t('leaving.downloaded'))
      },
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <Card title={t('leaving.title')}>
      <p>{t('leaving.lead')}</p>
      <Row>
        <OnlineButton icon={Download} isPending={take.isPending} onPress={download}>
          {t('leaving.download')}
        </OnlineButton>
        <OnlineButton icon={Trash2} variant="quiet" onPress={() => setOpen(true)}>
          {t('leaving.delete')}
        </OnlineButton>
      </Row>
      <Dialog title={t('leaving.delete')} isOpen={isOpen} onOpenChange={setOpen}>
        <Going />
      </Dialog>
    </Card>
  )
}

function Going() {
  const { data, isPending, error, refetch } = useQuery(accountQuery)
  if (isPending) return <Skeleton of="rows" count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { projects, schools, offices } = data.handOver
  return projects.length + schools.length + offices.length > 0 ? <First handOver={data.handOver} /> : <LastStep />
}

/** By name, what another must look after before. */
function First({ handOver: { projects, schools, offices } }: { handOver: HandOver }) {
  const { t } = useMessages()
  const lists = [
    { label: t('leaving.ofProjects'), all: projects },
    { label: t('leaving.ofSchools'), all: schools },
    { label: t('leaving.ofOffices'), all: offices },
  ].filter(({ all }) => all.length > 0)
  return (
    <Stack>
      <p>{t('leaving.first')}</p>
      <p>{t('leaving.firstHelp')}</p>
      {lists.map(({ label, all }) => (
        <div key={label}>
          <p>{label}</p>
          <ul>
            {all.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Stack>
  )
}

function LastStep() {
  const { t } = useMessages()
  const navigate = useNavigate()
  const user = useUser()
  const remove = useDeleteAccount(user)
  const [password, setPassword] = useState('')
  const isWrong = remove.error instanceof ApiError && remove.error.reason === 'wrong_password'
  const go = () =>
    runChange(remove, password, {
      onSuccess: () => {
        toast(t('leaving.deleted'))
        void navigate({ to: '/' })
      },
    })
  return (
    <OnlineForm
      sending={{ error: isWrong ? null : remove.error, isPending: remove.isPending }}
      submitLabel={t('leaving.delete')}
      isDisabled={password === ''}
      isDanger
      onSubmit={go}
    >
      <p>{t('leaving.goes')}</p>
      <p>{t('leaving.stays')}</p>
      <TextField
        path="password"
        label={t('leaving.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={isWrong ? t('leaving.wrong') : null}
      />
    </OnlineForm>
  )
}
