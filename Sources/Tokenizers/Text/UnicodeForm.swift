import Basics
import Foundation

/// One of Unicode's four normalization forms (UAX #15), in time that grows with the text alone.
///
/// Foundation knows each scalar's decomposition and each pair's composition. Whole texts it is not given: it takes quadratic time for Hangul
/// in parts, and loses what follows a few dozen decomposing marks.
enum UnicodeForm: Sendable {
    case canonical(composed: Bool)
    case compatible(composed: Bool)

    func apply(to passage: inout Passage) {
        // Below the first mark everything is composed.
        if case .canonical(composed: true) = self, passage.scalars.allSatisfy({ $0.value < 0x300 }) { return }
        if passage.scalars.allSatisfy(\.isASCII) { return }
        let leads = passage.leading > 0
        passage.scalars = decomposed(passage.scalars)
        if isComposed { Self.compose(&passage.scalars) }
        passage.leading = leads && !passage.scalars.isEmpty ? 1 : 0
    }

    private var isComposed: Bool {
        switch self {
        case .canonical(let composed), .compatible(let composed): composed
        }
    }

    /// Each scalar taken apart, and each run of marks in the order of their classes.
    private func decomposed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var known: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var marks: [Unicode.Scalar] = []
        for scalar in scalars {
            if scalar.isASCII {
                flush(&marks, to: &result)
                result.append(scalar)
                continue
            }
            let parts = known[scalar] ?? parts(of: scalar)
            known[scalar] = parts
            for part in parts {
                if part.combiningClass == 0 {
                    flush(&marks, to: &result)
                    result.append(part)
                } else {
                    marks.append(part)
                }
            }
        }
        flush(&marks, to: &result)
        return result
    }

    private func flush(_ marks: inout [Unicode.Scalar], to result: inout [Unicode.Scalar]) {
        guard !marks.isEmpty else { return }
        // Swift's sort keeps the order of equals.
        result += marks.count == 1 ? marks : marks.map { ($0.combiningClass, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        marks.removeAll(keepingCapacity: true)
    }

    private func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let text = String(scalar)
        return switch self {
        case .canonical: Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
        case .compatible: Array(text.decomposedStringWithCompatibilityMapping.unicodeScalars)
        }
    }

    /// Joins each starter with those behind it that no other mark of their class, or starter, keeps from it.
    private static func compose(_ scalars: inout [Unicode.Scalar]) {
        var known: [UInt64: Unicode.Scalar?] = [:]
        func composite(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
            guard second.value >= 0x300 else { return nil }
            let key = UInt64(first.value) << 32 | UInt64(second.value)
            if let composite = known[key] { return composite }
            // From the parts, for Foundation does not join a third scalar with two that are composed already; and it takes some for others of
            // another plane, so what it says must come apart again.
            var parts = String(first).decomposedStringWithCanonicalMapping
            parts.unicodeScalars.append(second)
            let joined = parts.precomposedStringWithCanonicalMapping
            let isComposite = joined.unicodeScalars.count == 1 && joined.decomposedStringWithCanonicalMapping.isExactly(parts)
            let composite = isComposite ? joined.unicodeScalars.first : nil
            known[key] = .some(composite)
            return composite
        }
        var count = 0
        var starter: Int?
        var lastClass: UInt8 = 0
        for scalar in scalars {
            let own = scalar.combiningClass
            if let place = starter, count == place + 1 || lastClass != 0 && lastClass < own, let joined = composite(scalars[place], scalar) {
                scalars[place] = joined
                continue
            }
            if own == 0 { starter = count }
            lastClass = own
            scalars[count] = scalar
            count += 1
        }
        scalars.removeSubrange(count...)
    }
}

extension Unicode.Scalar {
    fileprivate var combiningClass: UInt8 { value < 0x300 ? 0 : properties.canonicalCombiningClass.rawValue }
}
