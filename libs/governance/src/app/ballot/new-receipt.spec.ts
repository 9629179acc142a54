import { isReceipt, normaliseReceipt } from '../../domain/box/receipt';
import { newReceipt } from './new-receipt';

describe('newReceipt', () => {
  it.each(['it', 'en'] as const)('is six words (%s), which come back from how a person types them', (language) => {
    for (let i = 0; i < 300; i += 1) {
      const receipt = newReceipt(language);
      expect(isReceipt(receipt)).toBe(true);
      expect(normaliseReceipt(` ${receipt.toUpperCase().replaceAll(' ', '  ')}`)).toBe(receipt);
    }
  });

  it('does not repeat', () => {
    expect(new Set(Array.from({ length: 2_000 }, () => newReceipt('it'))).size).toBe(2_000);
  });
});
