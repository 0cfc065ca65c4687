import { useQueryClient } from '@tanstack/react-query'
import { BookMarked, Plus } from 'lucide-react'
import { useState } from 'react'
import { ApiError } from '#client/api.ts'
import { type Criterion, type Product, type Rubric, rubricQuery, useSaveRubric } from '#client/data/rubrics.ts'
import type { PeopleView } from '#client/data/people.ts'
import { FrameworkPicker } from '#client/frameworks/framework-picker.tsx'
import { newId } from '#client/live/new-id.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { toast } from '#client/ui/toast.tsx'
import { CriterionCard } from './criterion-card.tsx'
import { mergeRubrics } from './merge-rubrics.ts'
import type { Place } from './place.ts'
import { ProductCard } from './product-card.tsx'

const circles = ['nobody', 'group', 'project'] as const
/** As many as the server takes. */
const mostCriteria = 20
const longestWords = 300

const newCriterion = (words = '', itemId: string | null = null): Criterion => ({
  ...{ id: newId(), words, itemId, levels: ['', '', '', ''], isRemoved: false },
})
const newProduct = (): Product => ({ id: newId(), title: '', steps: [], groupIds: [], userIds: [] })

/** Replaces one thing of a list, or takes it out. */
const withChanged = <T extends { id: string }>(list: readonly T[], id: string, next: T | null): T[] =>
  list.flatMap((one) => (one.id === id ? (next ? [next] : []) : [one]))

/** What stands in the way of saving, by the path of its field. */
function problemsOf({ criteria, products }: Rubric, noWords: string, noTitle: string) {
  const missing = (text: string, problem: string) => text.trim() === '' && problem
  return Object.fromEntries([
    ...criteria.map(({ words }, at) => [`criteria.${at}.words`, missing(words, noWords)] as const),
    ...products.map(({ title }, at) => [`products.${at}.title`, missing(title, noTitle)] as const),
  ])
}

/** What is made and by what it is judged: all teachers of the project write here. */
export function RubricTab({ projectId, rubric: view, people }: Place) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const save = useSaveRubric(projectId)
  // What one began from: somebody else's saving does not change what is being written.
  const [base, setBase] = useState(() => ofNow(view.rubric))
  const [draft, setDraft] = useState(base)
  const [isMerged, setIsMerged] = useState(false)
  const change = (part: Partial<Rubric>) => setDraft({ ...draft, ...part })
  const mergeWithTheirs = async () => {
    const theirs = await queryClient.fetchQuery({ ...rubricQuery(projectId), staleTime: 0 })
    setDraft((mine) => mergeRubrics(base, mine, theirs.rubric))
    setBase(ofNow(theirs.rubric))
    setIsMerged(true)
  }
  const send = () =>
    runChange(save, draft, {
      onSuccess: ({ rubric }) => {
        setBase(ofNow(rubric))
        setDraft(ofNow(rubric))
        setIsMerged(false)
        toast(t('judgements.rubricSaved'))
      },
      onError: (error) => {
        if (error instanceof ApiError && error.reason === 'rubric_changed') void mergeWithTheirs()
      },
    })
  return (
    <OnlineForm
      gap="l"
      problems={problemsOf(draft, t('judgements.wordsMissing'), t('judgements.titleMissing'))}
      sending={save}
      submitLabel={t('judgements.saveRubric')}
      isDisabled={!view.can.edit}
      onSubmit={send}
    >
      {isMerged && <Notice tone="warn" role="status" title={t('judgements.merged')} />}
      <Products {...{ draft, people }} onChange={change} />
      <Criteria {...{ draft, projectId }} onChange={change} />
      <ForPupils draft={draft} onChange={change} />
    </OnlineForm>
  )
}

const ofNow = (rubric: Rubric): Rubric => ({
  ...rubric,
  criteria: rubric.criteria.filter(({ isRemoved }) => !isRemoved),
})

interface PartProps {
  draft: Rubric
  onChange: (part: Partial<Rubric>) => void
}

function Products({ draft, people, onChange }: PartProps & { people: PeopleView }) {
  const { t } = useMessages()
  return (
    <Stack>
      <h2>{t('judgements.products')}</h2>
      {draft.products.map((product, at) => (
        <ProductCard
          key={product.id}
          {...{ product, at, people }}
          onChange={(next) => onChange({ products: withChanged(draft.products, product.id, next) })}
        />
      ))}
      <div>
        <Button icon={Plus} onPress={() => onChange({ products: [...draft.products, newProduct()] })}>
          {t('judgements.addProduct')}
        </Button>
      </div>
    </Stack>
  )
}

function Criteria({ draft, projectId, onChange }: PartProps & { projectId: string }) {
  const { t } = useMessages()
  const left = mostCriteria - draft.criteria.length
  const add = (added: readonly Criterion[]) => onChange({ criteria: [...draft.criteria, ...added] })
  return (
    <Stack>
      <h2>{t('judgements.criteria')}</h2>
      {draft.criteria.map((criterion, at) => (
        <CriterionCard
          key={criterion.id}
          {...{ criterion, at }}
          onChange={(next) => onChange({ criteria: withChanged(draft.criteria, criterion.id, next) })}
        />
      ))}
      {left > 0 && (
        <Row>
          <Button icon={Plus} onPress={() => add([newCriterion()])}>
            {t('judgements.addCriterion')}
          </Button>
          <Dialog
            size="l"
            title={t('frameworks.title')}
            trigger={<Button icon={BookMarked}>{t('judgements.fromFramework')}</Button>}
          >
            {(close) => (
              <FrameworkPicker
                projectId={projectId}
                most={left}
                onChoose={(items) => {
                  add(items.map(({ id, words }) => newCriterion(words.slice(0, longestWords), id)))
                  close()
                }}
              />
            )}
          </Dialog>
        </Row>
      )}
    </Stack>
  )
}

function ForPupils({ draft, onChange }: PartProps) {
  const { t } = useMessages()
  return (
    <Stack>
      <h2>{t('judgements.forPupils')}</h2>
      <Switch
        isSelected={draft.isOpen}
        onChange={(isOpen) => onChange({ isOpen })}
        description={t('judgements.openHelp')}
      >
        {t('judgements.open')}
      </Switch>
      <Select
        label={t('judgements.peers')}
        description={t('judgements.peersHelp')}
        options={circles.map((id) => ({ id, label: t(`judgements.peers_${id}`) }))}
        value={draft.peers}
        onChange={(peers) => onChange({ peers })}
      />
    </Stack>
  )
}
