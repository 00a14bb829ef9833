import { describe, expect, test } from 'vitest'
import { lettersOf, type Tone, toneMarks } from '../../../src/domain/text/letters.ts'
import { toneOf, withTone } from '../../../src/domain/text/syllable.ts'

const tones: readonly Tone[] = ['sac', 'huyen', 'hoi', 'nga', 'nang']

/** As they are written in names and documents; about none of them do the two habits differ. */
const syllables = `
  á bé có chú thế mía múa cứu gió giá giấy giếng giúp quá quý quế quyết quốc khoái khoét thoát huýt tuyết khuyến mướt
  rướn đứng Ánh ẤM ước hướng thoáng moóc xóm à mà thì mìn gì gìn Giàng giường giờ quà quỳ Quỳnh hoàn Hoàng huyền người
  mười mùa bìa thuyền già giò đường ngoài xoài thuần ả của hỏi thuở tuổi khuỷu quả quẻ quyển giỏi giảng khoảng hiểu bưởi
  ngoẻo xoảng thẳng Ở ngã Nguyễn những giữ giã quỹ quẫn hữu mỗi cũng khoẵm rưỡi diễn Mỹ mạ Thị lại quạ quỵ quận ngoại
  ruộng luật rượu lựu khuỵu hoạn huỵch nguyện hoặc tuyệt dịu đẹp Pành PÁO Lò khuỵa ngoéo yếu uống
`
  .trim()
  .split(/\s+/)

describe('the tone', () => {
  test.each(syllables)('of %s goes where it is written', (word) => {
    const mark = toneOf(lettersOf(word))
    const tone = tones.find((name) => toneMarks[name] === mark)
    if (tone === undefined) throw new Error(`${word} has no tone`)
    const bare = word.normalize('NFD').replaceAll(mark, '').normalize('NFC')
    expect(bare).not.toBe(word)
    expect(withTone(bare, tone)).toBe(word)
    expect(withTone(bare, tone, 'new')).toBe(word)
    expect(withTone(word, null)).toBe(bare)
  })

  test.each([
    ['hoa', 'huyen', 'hòa', 'hoà'],
    ['khoe', 'hoi', 'khỏe', 'khoẻ'],
    ['thuy', 'sac', 'thúy', 'thuý'],
    ['Thuy', 'hoi', 'Thủy', 'Thuỷ'],
    ['HOA', 'nga', 'HÕA', 'HOÃ'],
    ['uy', 'hoi', 'ủy', 'uỷ'],
    ['toa', 'nang', 'tọa', 'toạ'],
    ['xoe', 'huyen', 'xòe', 'xoè'],
  ] as const)('of %s goes by the habit of the person', (bare, tone, old, fresh) => {
    expect(withTone(bare, tone)).toBe(old)
    expect(withTone(bare, tone, 'old')).toBe(old)
    expect(withTone(bare, tone, 'new')).toBe(fresh)
    // What stands there shows the habit.
    expect(withTone(withTone(old, 'sac'), tone)).toBe(old)
    expect(withTone(withTone(fresh, 'sac'), tone)).toBe(fresh)
  })

  test('of decomposed letters gives composed ones', () => {
    expect(withTone('Nguyên'.normalize('NFD'), 'nga')).toBe('Nguyễn')
  })

  test.each(['', 'nh', 'Đ', '123'])('finds no vowel in "%s" and leaves it', (word) => {
    expect(withTone(word, 'sac')).toBe(word)
  })
})
