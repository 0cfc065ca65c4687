import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { Button } from '#client/ui/button.tsx'
import { JudgeTab } from './judge-tab.tsx'
import { ObserveTab } from './observe-tab.tsx'
import { criteriaNow, ownPupils, type Place } from './place.ts'
import { RubricTab } from './rubric-tab.tsx'
import { SkillsMap } from './skills-map.tsx'
import { SummaryTab } from './summary-tab.tsx'

type TabId = 'rubric' | 'judge' | 'observe' | 'summary' | 'map'

/** What a project makes and is judged by, judging, a lesson's taps, and what came of it. */
export function TeacherTabs({ isReadOnly, ...place }: Place & { isReadOnly: boolean }) {
  const { t } = useMessages()
  const hasCriteria = criteriaNow(place).length > 0
  const [tab, setTab] = useState<TabId>(hasCriteria ? 'judge' : 'rubric')
  const pupils = ownPupils(place)
  const noCriteria = (
    <EmptyState
      sentence={t('judgements.noCriteria')}
      action={
        <Button variant="primary" onPress={() => setTab('rubric')}>
          {t('judgements.toRubric')}
        </Button>
      }
    />
  )
  const from = (content: React.ReactNode) => {
    if (!hasCriteria) return noCriteria
    return pupils.length === 0 ? <EmptyState sentence={t('judgements.noPupils')} /> : content
  }
  return (
    <Stack>
      {isReadOnly && <Notice title={t('judgements.readOnly')} />}
      <Tabs
        label={t('judgements.title')}
        selected={tab}
        onChange={setTab}
        tabs={[
          { id: 'rubric', label: t('judgements.rubric'), content: <RubricTab {...place} /> },
          { id: 'judge', label: t('judgements.judge'), content: from(<JudgeTab {...place} />) },
          { id: 'observe', label: t('judgements.observe'), content: from(<ObserveTab {...place} />) },
          { id: 'summary', label: t('judgements.summary'), content: from(<SummaryTab {...place} />) },
          { id: 'map', label: t('judgements.map'), content: from(<SkillsMap {...place} />) },
        ]}
      />
    </Stack>
  )
}
