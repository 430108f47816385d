"""What the commands say."""

MESSAGES = {
    "nothing_loaded": ("没有导入任何内容：{errors} 项错误。", "Nothing was loaded: {errors:error|errors}."),
}
