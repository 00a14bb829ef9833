/** Notices of the unit, as the desk asks the gateway. */
import { type NewNotice, type NoticeList, noticeList } from '../../../contract/notices.ts'
import { type Answer, ask } from '../desk-client.ts'

export function readNotices(): Promise<Answer<NoticeList>> {
  return ask('notices', noticeList)
}

export function addNotice(notice: NewNotice): Promise<Answer<NoticeList>> {
  return ask('notices', noticeList, { method: 'POST', body: notice })
}

export function removeNotice(id: string): Promise<Answer<NoticeList>> {
  return ask(`notices/${encodeURIComponent(id)}`, noticeList, { method: 'DELETE' })
}
