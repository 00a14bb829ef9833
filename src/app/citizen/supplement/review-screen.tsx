import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { listDraftPhotos } from '../../../device/draft-photos.ts'
import { ensureEnvelopeId } from '../../../device/drafts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useLeaveOnce } from '../../ui/screen/use-leave-once.ts'
import { PageThumbnail } from '../declaration/papers/page-thumbnail.tsx'
import pageStyles from '../declaration/papers/papers.module.css'
import { papersPlace } from '../declaration/places.ts'
import { walkState } from '../declaration/use-walk.ts'
import { start } from './places.ts'
import styles from './supplement.module.css'
import { useSupplement } from './supplement-context.ts'
import { useHandingIn } from './use-handing-in.ts'

/** Every page once more before it is handed in. */
export function ReviewScreen() {
  const { t } = useTranslation('supplement')
  const { t: texts } = useTranslation('declaration')
  const navigate = useNavigate()
  const once = useLeaveOnce()
  const { depth } = walkState(useLocation())
  const { session, draft, groups } = useSupplement()
  const photos = useLiveQuery(() => listDraftPhotos(session), [session])
  const { isFiling, failure, handIn } = useHandingIn()
  const [isAgreed, setIsAgreed] = useState(false)
  /** Counts taps on "hand in" that could not be followed. */
  const [refusals, setRefusals] = useState(0)
  const content = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // Made now and not at the tap: the tap, its repetitions and every tab file under the same id (DESIGN G2).
    void ensureEnvelopeId(session)
  }, [session])
  useEffect(() => {
    if (refusals === 0) return
    const first = content.current?.querySelector<HTMLElement>('[data-problem], [aria-invalid="true"]')
    first?.focus()
    first?.scrollIntoView({ block: 'center' })
  }, [refusals])

  const back = () =>
    once(
      () =>
        void (depth > 0
          ? navigate(-1)
          : navigate(`${start}/${papersPlace}`, { replace: true, state: { depth: 0 } })),
    )
  const pagesOf = (id: string) => (photos ?? []).filter(({ component }) => component === id)
  const papers = groups.flatMap((group) => group.papers)
  const taken = papers.filter(({ id }) => pagesOf(id).length > 0)
  const asked = groups.find(({ name }) => name === 'asked')?.papers ?? []
  const stillMissing = asked.filter(({ id }) => pagesOf(id).length === 0)
  const hasPhotos = taken.length > 0
  return (
    <Screen
      title={t('review.title')}
      eyebrow={t('dossier', { code: draft.receiptCode })}
      onBack={back}
      progress={{ done: 1, total: 2, label: texts('progress', { number: 2, total: 2 }) }}
      actions={
        <Button
          kind="primary"
          isBusy={isFiling || photos === undefined}
          onClick={() => (hasPhotos && isAgreed ? void handIn() : setRefusals((count) => count + 1))}
        >
          {t(isFiling ? 'review.filing' : 'review.file')}
        </Button>
      }
    >
      <div ref={content} className={styles.review}>
        {hasPhotos || photos === undefined ? null : (
          <div data-problem tabIndex={-1}>
            <Notice kind={refusals > 0 ? 'error' : 'warning'} isLive>
              <p>{t('review.photosMissing')}</p>
            </Notice>
          </div>
        )}
        {hasPhotos && stillMissing.length > 0 ? (
          <Notice kind="information" title={t('review.stillMissing')}>
            <ul>
              {stillMissing.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
            <p>{t('review.stillMissingHelp')}</p>
          </Notice>
        ) : null}
        {taken.map(({ id, name }) => (
          <section key={id} className={styles.section}>
            <h2>{name}</h2>
            <ol className={pageStyles.pages}>
              {pagesOf(id).map((photo, index) => (
                <PageThumbnail
                  key={photo.id}
                  session={session}
                  photo={photo}
                  paper={name}
                  number={index + 1}
                />
              ))}
            </ol>
          </section>
        ))}
        <div>
          <Button icon={<Icon name="camera" />} onClick={back}>
            {t('review.edit')}
          </Button>
        </div>
        <section className={styles.section} aria-label={t('review.consentTitle')}>
          <h2>{t('review.consentTitle')}</h2>
          <Checkbox
            label={t('review.consent', { code: draft.receiptCode })}
            isChecked={isAgreed}
            onChange={setIsAgreed}
            {...(refusals > 0 && !isAgreed ? { error: t('review.consentNeeded') } : {})}
          />
        </section>
        {failure === undefined ? null : (
          <Notice kind="error" title={t('review.failed')} isLive>
            <p>
              {failure === 'photos-missing' ? t('review.photosMissing') : texts(`saving.problem.${failure}`)}
            </p>
          </Notice>
        )}
      </div>
    </Screen>
  )
}
