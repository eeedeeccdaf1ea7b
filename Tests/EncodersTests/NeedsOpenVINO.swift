import Foundation
import Testing

@testable import Encoders

private let openVINOIsThere = (try? OpenVINO.shared()) != nil
private let openVINOIsRequired = ProcessInfo.processInfo.environment["VITRINE_REQUIRES_OPENVINO"] == "1"

extension Trait where Self == ConditionTrait {
    /// Skips what cannot run without OpenVINO, unless `VITRINE_REQUIRES_OPENVINO=1`: it then runs, and fails for want of the library.
    static var needsOpenVINO: Self {
        .enabled(if: openVINOIsThere || openVINOIsRequired, "OpenVINO is not installed: run assets/setup.sh")
    }
}
