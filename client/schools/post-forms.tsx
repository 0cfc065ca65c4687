import { useState } from 'react'
import { today } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { givablePosts, useEndPost, useGivePosts } from '../data/schools.ts'
import type { GivablePost, TermView } from '../data/schools.ts'

/** Gives somebody one post or several, from one day on. */
export function GivePosts({ userId }: { userId: string }) {
  const { t } = useMessages()
  const give = useGivePosts(userId)
  const [posts, setPosts] = useState<GivablePost[]>([])
  const [from, setFrom] = useState(today)
  const done = () => {
    toast(t('schools.postsGiven'))
    setPosts([])
  }
  return (
    <OnlineForm
      problems={{ posts: posts.length === 0 && t('schools.postsChoose'), from: from === '' && t('auth.fillIn') }}
      sending={give}
      submitLabel={t('schools.postsGive')}
      onSubmit={() => give.mutate({ posts, from }, { onSuccess: done })}
    >
      <CheckboxGroup
        path="posts"
        label={t('schools.postsWhich')}
        options={givablePosts.map((id) => ({ id, label: t('schools.post', { post: id }) }))}
        value={posts}
        onChange={setPosts}
        orientation="horizontal"
      />
      <TextField path="from" label={t('schools.postsFrom')} type="date" value={from} onChange={setFrom} />
    </OnlineForm>
  )
}

export function EndPost({ term }: { term: TermView }) {
  const { t } = useMessages()
  const title = t('schools.postEnd', { post: t('schools.post', { post: term.post }) })
  return (
    <Dialog title={title} size="s" trigger={<Button>{title}</Button>}>
      {(close) => <EndForm term={term} title={title} onDone={close} />}
    </Dialog>
  )
}

function EndForm({ term, title, onDone }: { term: TermView; title: string; onDone: () => void }) {
  const { t } = useMessages()
  const end = useEndPost()
  const [to, setTo] = useState(today)
  const done = () => {
    toast(t('schools.postEnded'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ to: to === '' && t('auth.fillIn') }}
      sending={end}
      submitLabel={title}
      onSubmit={() => end.mutate({ termId: term.id, to }, { onSuccess: done })}
    >
      <TextField path="to" label={t('schools.postsOverSince')} type="date" value={to} onChange={setTo} />
    </OnlineForm>
  )
}
