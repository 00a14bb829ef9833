import { useTranslation } from 'react-i18next'
import type { StaffSession } from '../../../contract/desk.ts'
import type { NoticeList } from '../../../contract/notices.ts'
import { may } from '../../../domain/people/permissions.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import panel from '../panel.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { useChangedAnswer } from '../use-changed-answer.ts'
import { NewNoticeForm } from './new-notice.tsx'
import styles from './notices.module.css'
import { addNotice, readNotices, removeNotice } from './notices-client.ts'

/** What the unit and those above it tell people on kiosks and phones. */
export function NoticesScreen({ staff }: { readonly staff: StaffSession }) {
  const { t } = useTranslation(['notices-desk', 'notices'])
  const {
    answered,
    value: list,
    failure,
    done,
    isBusy,
    run,
  } = useChangedAnswer<NoticeList, 'added' | 'removed'>(readNotices)
  const mayEnter = may(staff.role, 'enter-notices')

  return (
    <Screen title={t('notices.title')} isWide>
      <p>{t('notices.lead')}</p>
      {answered.problem === null ? null : (
        <ProblemNotice problem={answered.problem} title={t('notices.failed')} onRetry={answered.ask} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('notices.notDone')} />}
      {done === null ? null : <Notice kind="success" title={t(`notices.${done}`)} isLive />}
      {list === null && answered.problem === null ? <Busy /> : null}
      {list?.notices.length === 0 ? <p>{t('notices.none')}</p> : null}
      {list?.notices.map((notice) => (
        <section key={notice.id} className={panel.panel}>
          <h2 lang="vi">{notice.vi.title}</h2>
          <p className={styles.badges}>
            <Badge>{t(`notices:kind.${notice.kind}`)}</Badge>
            <Badge>{t(`notices.for.${notice.audience}`)}</Badge>
            {notice.procedure === null ? null : <Badge>{notice.procedure}</Badge>}
          </p>
          <p className={styles.text} lang="vi">
            {notice.vi.text}
          </p>
          {notice.en === null ? null : (
            <p className={styles.text} lang="en">
              <strong>{notice.en.title}</strong> {notice.en.text}
            </p>
          )}
          <p>
            {t('notices.days', {
              from: formatPartialDate(notice.from),
              until: formatPartialDate(notice.until),
            })}
          </p>
          {notice.isOwn ? null : <p>{t('notices.inherited', { unit: notice.unitName })}</p>}
          {notice.isOwn && mayEnter ? (
            <div>
              <Button isBusy={isBusy} onClick={() => void run(removeNotice(notice.id), 'removed')}>
                {t('notices.remove')}
                <span className="visually-hidden"> {notice.vi.title}</span>
              </Button>
            </div>
          ) : null}
        </section>
      ))}
      {mayEnter ? (
        <NewNoticeForm isBusy={isBusy} onAdd={(notice) => run(addNotice(notice), 'added')} />
      ) : null}
    </Screen>
  )
}
