import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { counterCipher, newCounter } from './counter-cipher';

describe('counterCipher', () => {
  it('seals the same whether in one piece or in many, broken off anywhere', () => {
    const key = randomBytes(32);
    const pieces = fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 });
    fc.assert(
      fc.property(pieces, fc.boolean(), (parts, isAtTheEnd) => {
        const counter = isAtTheEnd ? Buffer.alloc(16, 255) : newCounter();
        const whole = counterCipher(key, counter).update(Buffer.concat(parts));
        let offset = 0;
        const sealed = parts.map((part) => {
          const piece = counterCipher(key, counter, offset).update(part);
          offset += part.length;
          return piece;
        });
        expect(Buffer.concat(sealed).equals(whole)).toBe(true);
        expect(counterCipher(key, counter).update(whole).equals(Buffer.concat(parts))).toBe(true);
      }),
    );
  });

  it('knows no two counters apart by luck', () => {
    expect(newCounter().equals(newCounter())).toBe(false);
  });
});
