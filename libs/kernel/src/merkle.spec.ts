import fc from 'fast-check';
import { sha256 } from './canonical-json';
import { hashLeaf, merklePath, merkleRoot, rootOfPath, RunningRoot, type Hash } from './merkle';

const bytes = (...hex: string[]) => sha256(Buffer.from(hex.join(''), 'hex'));

/** The definition of RFC 6962, word by word: split at the largest power of two below n. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256('');
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return bytes('01', rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

/** Inputs and roots of the test vectors that came with Certificate Transparency. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const aHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((raw) => Buffer.from(raw).toString('hex'));
const someLeaves = fc.uniqueArray(aHash, { minLength: 1, maxLength: 70 });
const leavesAndOne = someLeaves.chain((leaves) => fc.tuple(fc.constant(leaves), fc.nat({ max: leaves.length - 1 })));

describe('merkleRoot', () => {
  it.each(ROOTS.map((root, i) => ({ size: i + 1, root })))(
    'has the published root of $size leaves',
    ({ size, root }) => {
      expect(merkleRoot(INPUTS.slice(0, size).map((input) => bytes('00', input)))).toBe(root);
    },
  );

  it('is that of the definition, for any number of leaves', () => {
    expect(merkleRoot([])).toBe(rootByDefinition([]));
    fc.assert(
      fc.property(fc.array(aHash, { maxLength: 70 }), (leaves) => {
        expect(merkleRoot(leaves)).toBe(rootByDefinition(leaves));
      }),
    );
  });

  it('changes with a leaf that is changed, removed, inserted or moved', () => {
    fc.assert(
      fc.property(leavesAndOne, aHash, fc.nat(), ([leaves, index], other, where) => {
        fc.pre(!leaves.includes(other));
        const root = merkleRoot(leaves);
        expect(merkleRoot(leaves.with(index, other))).not.toBe(root);
        expect(merkleRoot(leaves.toSpliced(index, 1))).not.toBe(root);
        expect(merkleRoot(leaves.toSpliced(index, 0, other))).not.toBe(root);
        const rest = leaves.toSpliced(index, 1);
        const to = where % leaves.length;
        if (to !== index) expect(merkleRoot(rest.toSpliced(to, 0, leaves[index] ?? ''))).not.toBe(root);
      }),
    );
  });

  it('never takes an inner node for a leaf', () => {
    fc.assert(
      fc.property(aHash, aHash, (left, right) => {
        expect(hashLeaf(left + right)).not.toBe(merkleRoot([left, right]));
      }),
    );
  });
});

describe('RunningRoot', () => {
  it('has at every moment the root of the entries so far', () => {
    const running = new RunningRoot();
    const leaves: Hash[] = [];
    expect(running.root()).toBe(sha256(''));
    for (let i = 0; i < 40; i += 1) {
      running.add(`entry ${i} – è`);
      leaves.push(sha256(Buffer.concat([Buffer.of(0), Buffer.from(`entry ${i} – è`, 'utf8')])));
      expect(running.root()).toBe(rootByDefinition(leaves));
      expect(running.count).toBe(i + 1);
    }
  });
});

describe('merklePath', () => {
  it('leads every leaf of every tree to its root', () => {
    for (let count = 1; count <= 40; count += 1) {
      const leaves = Array.from({ length: count }, (_, i) => hashLeaf(`${i}`));
      const root = merkleRoot(leaves);
      leaves.forEach((leaf, index) => {
        expect(rootOfPath({ leaf, index, count, path: merklePath(leaves, index) })).toBe(root);
      });
    }
  });

  it('leads nothing else to the root: no other leaf, place, size or path', () => {
    fc.assert(
      fc.property(leavesAndOne, aHash, fc.nat(), ([leaves, index], other, pick) => {
        fc.pre(!leaves.includes(other));
        const root = merkleRoot(leaves);
        const path = merklePath(leaves, index);
        const honest = { leaf: leaves[index] ?? '', index, count: leaves.length, path };
        expect(rootOfPath({ ...honest, leaf: other })).not.toBe(root);
        expect(rootOfPath({ ...honest, path: [...path, other] })).not.toBe(root);
        if (leaves.length > 1) {
          expect(rootOfPath({ ...honest, index: (index + 1 + (pick % (leaves.length - 1))) % leaves.length })).not.toBe(
            root,
          );
          expect(rootOfPath({ ...honest, path: path.slice(1) })).not.toBe(root);
          expect(rootOfPath({ ...honest, path: path.with(pick % path.length, other) })).not.toBe(root);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('arrives nowhere by a path of what are no hashes, whatever was computed before', () => {
    const leaves = ['a', 'b'].map(hashLeaf);
    const [leaf = ''] = leaves;
    for (const other of ['', 'zz', leaves[1]?.slice(0, 62) ?? '']) {
      const root = merkleRoot(leaves);
      expect(rootOfPath({ leaf, index: 0, count: 2, path: [other] })).not.toBe(root);
    }
  });

  it.each([-1, 3, 0.5, Number.NaN])('refuses the place %p among three', (index) => {
    const leaves = ['a', 'b', 'c'].map(hashLeaf);
    expect(() => merklePath(leaves, index)).toThrow(RangeError);
    expect(rootOfPath({ leaf: hashLeaf('a'), index, count: 3, path: [] })).toBeUndefined();
  });
});
