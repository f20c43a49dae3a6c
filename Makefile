# The verbs of bootstrap.py, for fingers used to make. `make demo ARGS="--lists 100"`.
PY ?= python3
RUN = $(PY) bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check fix lint types floors lock docs gallery

help: ## 显示本页 print this page
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' Makefile

setup: ## 安装运行环境 install everything into .venv
	@$(RUN) setup

demo: ## 演示 run the demonstration
	@$(RUN) demo $(ARGS)

serve: ## 启动服务 serve the portal
	@$(RUN) serve $(ARGS)

test: ## 运行测试 run the tests
	@$(RUN) test $(ARGS)

check: ## 全部检查 lint, types, floors and tests
	@$(RUN) check $(ARGS)

fix: ## 自动整理 format, and fix what can be fixed by itself
	@$(RUN) fix

lint: ## 代码规范 ruff only
	@$(RUN) python -m ruff check .

types: ## 类型检查 mypy only
	@$(RUN) python -m mypy

floors: ## 依赖方向 which way imports go
	@$(RUN) python -c 'from importlinter.cli import lint_imports_command as run; run()'

lock: ## 更新锁定文件 rewrite the lock files
	@$(RUN) lock $(ARGS)

docs: ## 生成文档 write the pages that are generated from the code
	@$(RUN) tongguan docs $(ARGS)

gallery: ## 拍摄图册 take the pictures of the main pages and the first page anew
	@TONGGUAN_GALLERY=docs/gallery TONGGUAN_PICTURES=docs/screenshots $(RUN) test \
	  tests/portal/test_gallery.py tests/portal/test_pictures.py
