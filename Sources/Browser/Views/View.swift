import Frames

/// The state as a frame. Pure; costs what fits on the screen.
public func view(_ state: State) -> Frame {
    var canvas = Canvas(size: state.size, body: state.lines.body)
    switch state.screen {
    case .shop: state.drawShop(&canvas)
    case .compare: state.drawCompare(&canvas)
    case .basket: state.drawBasket(&canvas)
    case .item: state.drawItem(&canvas)
    case .help: state.drawHelp(&canvas)
    }
    return canvas.frame
}
