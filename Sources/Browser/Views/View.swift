import Frames

/// The state as a frame. Pure; costs what fits on the screen.
public func view(_ state: State) -> Frame {
    var canvas = Canvas(size: state.size, body: state.lines.body)
    Screens[state.screen].draw(state, on: &canvas)
    return canvas.frame
}
